package io.sluice.payment.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PayerView;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.Canceling;
import io.sluice.payment.ledger.Choosing;
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

/** Chooses what a payment is paid with, and takes it back. */
@RestController
@Tag(name = "Payments")
class PaymentActionController {

    private final Idempotency idempotency;
    private final PaymentAccess access;
    private final Choosing choosing;
    private final Canceling canceling;
    private final ViewAnswers answers;

    PaymentActionController(
            Idempotency idempotency,
            PaymentAccess access,
            Choosing choosing,
            Canceling canceling,
            ViewAnswers answers) {
        this.idempotency = idempotency;
        this.access = access;
        this.choosing = choosing;
        this.canceling = canceling;
        this.answers = answers;
    }

    @PostMapping("/v1/payments/{id}/asset")
    @Access(scope = "payments:write", payer = true)
    @Operation(summary = "Choose what to pay with: a quote, an address, a deadline")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {PaymentView.class, PayerView.class})))
    Mono<ResponseEntity<byte[]>> choose(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String trace,
            @RequestBody ChooseAssetRequest request) {
        return idempotency.once(
                request(caller, id, "asset", key, request),
                access.require(caller, id)
                        .then(Mono.fromCallable(request::required))
                        .flatMap(asset -> choosing.choose(id, asset, TraceParent.of(trace)))
                        .map(view -> answers.answer(caller, view)));
    }

    @PostMapping("/v1/payments/{id}/cancel")
    @Access(scope = "payments:write", payer = true)
    @Operation(summary = "Take a payment back while nothing was paid")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {PaymentView.class, PayerView.class})))
    Mono<ResponseEntity<byte[]>> cancel(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String trace) {
        return idempotency.once(
                request(caller, id, "cancel", key, null),
                access.require(caller, id)
                        .then(Mono.defer(() -> canceling.cancel(id, TraceParent.of(trace))))
                        .map(view -> answers.answer(caller, view)));
    }

    private static IdempotentRequest request(
            Caller caller,
            PaymentId id,
            String action,
            @Nullable String key,
            @Nullable Object body) {
        var route = "POST /v1/payments/%s/%s".formatted(id, action);
        return new IdempotentRequest(caller.name(), route, key, body);
    }
}
