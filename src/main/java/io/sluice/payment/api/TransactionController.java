package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.Broadcast;
import io.sluice.chain.Broadcasts;
import io.sluice.chain.Broadcasts.Presented;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.PaymentRegister;
import io.sluice.platform.http.Idempotency;
import io.sluice.platform.http.IdempotentRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes transactions that pay a payment, and tells what became of them. */
@RestController
@Tag(name = "Payments")
class TransactionController {

    private final Idempotency idempotency;
    private final PaymentRegister payments;
    private final Broadcasts broadcasts;
    private final Assets assets;
    private final InstantSource clock;

    TransactionController(
            Idempotency idempotency,
            PaymentRegister payments,
            Broadcasts broadcasts,
            Assets assets,
            InstantSource clock) {
        this.idempotency = idempotency;
        this.payments = payments;
        this.broadcasts = broadcasts;
        this.assets = assets;
        this.clock = clock;
    }

    @PostMapping("/v1/payments/{id}/transactions")
    @Access(scope = "payments:write", payer = true)
    @Operation(
            summary = "Pay with a signed transaction: it is checked, kept and sent to every node")
    @ApiResponse(
            responseCode = "202",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TransactionView.class)))
    Mono<ResponseEntity<byte[]>> submit(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TransactionRequest request) {
        var route = "POST /v1/payments/%s/transactions".formatted(id);
        return idempotency.once(
                new IdempotentRequest(caller.name(), route, key, request),
                payments.find(caller, id)
                        .flatMap(view -> submit(caller, id, view, request))
                        .map(it -> ResponseEntity.accepted().body(TransactionView.of(it))));
    }

    @GetMapping("/v1/payments/{id}/transactions")
    @Access(scope = "payments:read", payer = true)
    @Operation(summary = "Read what became of the transactions of a payment")
    Mono<TransactionView.Listed> transactions(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.require(caller, id)
                .thenMany(broadcasts.of(id.value()))
                .map(TransactionView::of)
                .collectList()
                .map(TransactionView.Listed::new);
    }

    @PostMapping("/v1/payments/{id}/hints")
    @Access(scope = "payments:write", payer = true)
    @Operation(summary = "Have a transaction looked for that was sent elsewhere")
    @ApiResponse(responseCode = "202", content = @Content)
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Problem409")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    Mono<ResponseEntity<Void>> hint(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id,
            @RequestBody HintRequest request) {
        return payments.find(caller, id)
                .delayUntil(view -> hint(view, request.required()))
                .map(_ -> new ResponseEntity<>(HttpStatus.ACCEPTED));
    }

    private Mono<Broadcast> submit(
            Caller caller, PaymentId id, PaymentView view, TransactionRequest request) {
        var raw = request.required();
        if (view.asset() == null) {
            return Mono.error(PaymentFailure.NothingChosen::new);
        }
        return broadcasts
                .present(family(view.asset()), raw)
                .flatMap(presented -> submit(caller, id, presented));
    }

    /**
     * The same transaction again is no second one, and needs nothing to be paid any more. Whoever
     * cancels the payment at this moment comes before or after, and never in between.
     */
    private Mono<Broadcast> submit(Caller caller, PaymentId id, Presented presented) {
        return broadcasts
                .find(id.value(), presented)
                .switchIfEmpty(
                        Mono.defer(() -> payments.hold(caller, id))
                                .flatMap(view -> submitNew(view, presented)));
    }

    private Mono<Broadcast> submitNew(PaymentView view, Presented presented) {
        var payable = Payable.of(view, assets, clock.instant());
        return broadcasts.submit(
                view.id(), presented, payable.missing(), payable.address(), payable.until());
    }

    private Mono<Void> hint(PaymentView view, String hash) {
        var asset = view.asset();
        var address = view.address();
        return asset == null || address == null
                ? Mono.error(PaymentFailure.NothingChosen::new)
                : broadcasts.hint(view.id(), family(asset), address, hash);
    }

    private static String family(String asset) {
        return asset.substring(0, asset.indexOf(':'));
    }
}
