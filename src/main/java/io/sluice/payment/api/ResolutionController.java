package io.sluice.payment.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.Resolve;
import io.sluice.payment.ledger.Resolving;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes a merchant's decision about a payment that needs them. */
@RestController
@Tag(name = "Payments")
class ResolutionController {

    private final Idempotency idempotency;
    private final PaymentAccess access;
    private final Resolving resolving;
    private final ViewAnswers answers;

    ResolutionController(
            Idempotency idempotency,
            PaymentAccess access,
            Resolving resolving,
            ViewAnswers answers) {
        this.idempotency = idempotency;
        this.access = access;
        this.resolving = resolving;
        this.answers = answers;
    }

    @PostMapping("/v1/payments/{id}/resolutions")
    @Access(scope = "payments:resolve")
    @Operation(summary = "Accept what is here as enough, or dismiss it")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PaymentView.class)))
    Mono<ResponseEntity<byte[]>> resolve(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = IfMatch.HEADER, required = false) @Nullable String seen,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String trace,
            @RequestBody ResolutionRequest request) {
        var route = "POST /v1/payments/%s/resolutions".formatted(id);
        return idempotency.once(
                new IdempotentRequest(caller.name(), route, key, new Asked(seen, request)),
                access.require(caller, id)
                        .then(Mono.fromCallable(() -> decision(caller, id, seen, request)))
                        .flatMap(it -> resolving.resolve(it, TraceParent.of(trace)))
                        .map(view -> answers.answer(caller, view)));
    }

    private static Resolve decision(
            Caller caller, PaymentId id, @Nullable String seen, ResolutionRequest request) {
        var versions = IfMatch.versions(seen);
        return new Resolve(id, versions, request.checked(), caller.name(), request.noted());
    }

    /** What makes two requests the same. */
    private record Asked(@Nullable String seen, ResolutionRequest request) {}
}
