package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.TransferRequests;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.PaymentRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.Objects;
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

    InstructionsController(PaymentRegister payments, Assets assets, TransferRequests requests) {
        this.payments = payments;
        this.assets = assets;
        this.requests = requests;
    }

    @GetMapping("/v1/payments/{id}/instructions")
    @Access(scope = "payments:read", payer = true)
    @Operation(summary = "Read how to pay: link, address and amount, transaction, QR code")
    Mono<Instructions> instructions(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.find(caller, id).map(this::instructions);
    }

    /** Only while somebody should pay: nobody is told to once the window has closed. */
    private Instructions instructions(PaymentView view) {
        return switch (view.nextAction()) {
            case "pay", "pay_remainder" -> toPay(view);
            case "choose_asset" -> throw new PaymentFailure.NothingChosen();
            default -> throw new PaymentFailure.NotOpen("There is nothing to pay now");
        };
    }

    private Instructions toPay(PaymentView view) {
        var missing = Objects.requireNonNull(view.amounts()).missing();
        var address = Objects.requireNonNull(view.address());
        var asset = assets.require(missing.asset());
        var request = requests.of(new AssetAmount(asset, new BigInteger(missing.units())), address);
        return new Instructions(
                request.uri(),
                asset.chain().value(),
                address,
                missing,
                Instructions.Unsigned.of(request),
                QrImage.svg(request.uri()),
                Objects.requireNonNull(view.expiresAt()));
    }
}
