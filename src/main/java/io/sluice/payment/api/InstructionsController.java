package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.TransferRequests;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.money.AssetMoney;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.PaymentRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Says how to pay. */
@RestController
@Tag(name = "Payments")
class InstructionsController {

    private final PaymentRegister payments;
    private final Assets assets;
    private final TransferRequests requests;
    private final InstantSource clock;

    InstructionsController(
            PaymentRegister payments,
            Assets assets,
            TransferRequests requests,
            InstantSource clock) {
        this.payments = payments;
        this.assets = assets;
        this.requests = requests;
        this.clock = clock;
    }

    @GetMapping("/v1/payments/{id}/instructions")
    @Access(scope = "payments:read", payer = true)
    @Operation(summary = "Read how to pay: link, address and amount, transaction, QR code")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Problem409")
    Mono<Instructions> instructions(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.find(caller, id).map(this::instructions);
    }

    private Instructions instructions(PaymentView view) {
        var payable = Payable.of(view, assets, clock.instant());
        var request = requests.of(payable.missing(), payable.address());
        return new Instructions(
                request.uri(),
                payable.missing().asset().chain().value(),
                payable.address(),
                AssetMoney.of(payable.missing()),
                Instructions.Unsigned.of(request),
                QrImage.svg(request.uri()),
                payable.until());
    }
}
