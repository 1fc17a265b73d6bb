package io.sluice.merchant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Currency;

/** A merchant as the API shows them. */
record MerchantView(
        String id,
        String displayName,
        ToleranceView tolerance,
        String late,
        Duration maxLateness,
        Duration chooseWithin,
        Duration payWithin) {

    /** A tolerance with its amounts as text. */
    record ToleranceView(
            String absolute,
            String percent,
            String cap,
            @Schema(description = Tolerance.OF_CURRENCY) Currency currency) {

        static ToleranceView of(Tolerance tolerance) {
            return new ToleranceView(
                    tolerance.absolute().toPlainString(),
                    tolerance.percent().toPlainString(),
                    tolerance.cap().toPlainString(),
                    tolerance.currency());
        }
    }

    static MerchantView of(Merchant merchant) {
        return new MerchantView(
                merchant.id().value(),
                merchant.displayName(),
                ToleranceView.of(merchant.tolerance()),
                LateWords.say(merchant.late()),
                merchant.maximumLateness(),
                merchant.chooseWithin(),
                merchant.payWithin());
    }
}
