package io.sluice.payment.api;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PayerView;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.Opening;
import io.sluice.payment.ledger.PaymentRegister;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Opens and reads payments. */
@RestController
@Tag(name = "Payments")
class PaymentController {

    static final String READ = "/v1/payments/{id}";
    static final String READ_SCOPE = "payments:read";

    private static final String OPEN = "POST /v1/payments";

    private final Idempotency idempotency;
    private final OpenPaymentReader reader;
    private final Opening opening;
    private final PaymentRegister payments;
    private final ViewAnswers answers;

    PaymentController(
            Idempotency idempotency,
            OpenPaymentReader reader,
            Opening opening,
            PaymentRegister payments,
            ViewAnswers answers) {
        this.idempotency = idempotency;
        this.reader = reader;
        this.opening = opening;
        this.payments = payments;
        this.answers = answers;
    }

    @PostMapping("/v1/payments")
    @Access(scope = "payments:write")
    @Operation(summary = "Open a payment")
    @ApiResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PaymentView.class)))
    Mono<ResponseEntity<byte[]>> open(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String trace,
            @RequestBody OpenPaymentRequest request) {
        return idempotency.once(
                new IdempotentRequest(caller.name(), OPEN, key, request),
                Mono.fromCallable(() -> reader.read(caller.merchant(), request))
                        .flatMap(it -> opening.open(it, TraceParent.of(trace)))
                        .map(PaymentController::created));
    }

    /** {@link PlainReadFilter} serves it too, and has to hold to whatever is asked here. */
    @GetMapping(path = READ, produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(scope = READ_SCOPE, payer = true)
    @Operation(summary = "Read a payment")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {PaymentView.class, PayerView.class})))
    Mono<ResponseEntity<byte[]>> read(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.find(caller, id).map(view -> answers.answer(caller, view));
    }

    private static ResponseEntity<PaymentView> created(PaymentView view) {
        return ResponseEntity.created(URI.create("/v1/payments/" + view.id()))
                .eTag(Long.toString(view.version()))
                .body(view);
    }
}
