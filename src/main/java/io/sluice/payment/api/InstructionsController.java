package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.TransferRequests;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.ledger.PaymentRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.time.InstantSource;
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
    Mono<Instructions> instructions(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable PaymentId id) {
        return payments.find(caller, id).map(this::instructions);
    }

    /**
     * Only while somebody should pay: nobody is told to once the window has closed, also when that
     * is not derived yet.
     */
    private Instructions instructions(PaymentView view) {
        return switch (view.nextAction()) {
            case "pay", "pay_remainder" -> toPay(view);
            case "choose_asset" -> throw new PaymentFailure.NothingChosen();
            default -> throw nothingToPay();
        };
    }

    private Instructions toPay(PaymentView view) {
        var expiresAt = Objects.requireNonNull(view.expiresAt());
        if (clock.instant().isAfter(expiresAt)) {
            throw nothingToPay();
        }
        var missing = Objects.requireNonNull(view.amounts()).missing();
        var address = Objects.requireNonNull(view.address());
        var asset = listed(missing.asset());
        var request = requests.of(new AssetAmount(asset, new BigInteger(missing.units())), address);
        return new Instructions(
                request.uri(),
                asset.chain().value(),
                address,
                missing,
                Instructions.Unsigned.of(request),
                QrImage.svg(request.uri()),
                expiresAt);
    }

    private Asset listed(String id) {
        try {
            return assets.require(id);
        } catch (ChainFailure.UnknownAsset unlisted) {
            throw new PaymentFailure.NotOpen("This asset is no longer taken here");
        }
    }

    private static PaymentFailure nothingToPay() {
        return new PaymentFailure.NotOpen("There is nothing to pay now");
    }
}
