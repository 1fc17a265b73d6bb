package io.sluice.payment.api;

import io.sluice.chain.Assets;
import io.sluice.chain.ChainFailure;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentView;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;

/**
 * What somebody should pay now.
 *
 * @param missing exactly this much
 * @param address where
 * @param until no later
 */
record Payable(AssetAmount missing, String address, Instant until) {

    /**
     * Only while somebody should pay: nobody is told to once the window has closed, also when that
     * is not derived yet.
     */
    static Payable of(PaymentView view, Assets assets, Instant now) {
        return switch (view.nextAction()) {
            case "pay", "pay_remainder" -> missing(view, assets, now);
            case "choose_asset" -> throw new PaymentFailure.NothingChosen();
            default -> throw nothingToPay();
        };
    }

    private static Payable missing(PaymentView view, Assets assets, Instant now) {
        var expiresAt = Objects.requireNonNull(view.expiresAt());
        if (now.isAfter(expiresAt)) {
            throw nothingToPay();
        }
        var missing = Objects.requireNonNull(view.amounts()).missing();
        var address = Objects.requireNonNull(view.address());
        try {
            var asset = assets.require(missing.asset());
            var units = new BigInteger(missing.units());
            return new Payable(new AssetAmount(asset, units), address, expiresAt);
        } catch (ChainFailure.UnknownAsset unlisted) {
            throw new PaymentFailure.NotOpen("This asset is no longer taken here");
        }
    }

    private static PaymentFailure nothingToPay() {
        return new PaymentFailure.NotOpen("There is nothing to pay now");
    }
}
