package io.sluice.merchant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A merchant as the API shows them. */
record MerchantView(
        String id,
        String displayName,
        ToleranceView tolerance,
        String late,
        Duration maxLateness,
        @Schema(description = ConfirmationView.WHAT) @Nullable ConfirmationView confirmation,
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

    /** Limits with their amounts as text. */
    record ConfirmationView(String smallBelow, String normalBelow, Currency currency) {

        /** Said in the API's description, since no refusal says it. */
        static final String WHAT =
                "From which totals on you want to be surer before you ship than the gateway asks"
                        + " anyway: totals below small_below are small, those below normal_below"
                        + " normal, all others large. Of what you and the gateway say, the larger"
                        + " counts. A total that no rate tells in your currency is large.";

        static @Nullable ConfirmationView of(@Nullable ConfirmationLimits limits) {
            return limits == null
                    ? null
                    : new ConfirmationView(
                            limits.smallBelow().toPlainString(),
                            limits.normalBelow().toPlainString(),
                            limits.currency());
        }
    }

    static MerchantView of(Merchant merchant) {
        return new MerchantView(
                merchant.id().value(),
                merchant.displayName(),
                ToleranceView.of(merchant.tolerance()),
                LateWords.say(merchant.late()),
                merchant.maximumLateness(),
                ConfirmationView.of(merchant.confirmation()),
                merchant.chooseWithin(),
                merchant.payWithin());
    }
}
