package io.sluice.merchant;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A merchant and how they want to be paid.
 *
 * @param confirmation where they want to be surer than the deployment asks; null for nowhere
 * @param chooseWithin how long a payer may take to choose an asset, unless the payment says
 * @param payWithin how long a payer may take to pay, unless the payment says
 */
public record Merchant(
        MerchantId id,
        String displayName,
        Tolerance tolerance,
        Late late,
        Duration maximumLateness,
        @Nullable ConfirmationLimits confirmation,
        Duration chooseWithin,
        Duration payWithin) {

    /** What happens to value that arrives after the deadline. */
    public enum Late {
        /** Counted while within the maximum lateness, if it covers what is due. */
        ACCEPT_IF_COVERED,
        /** Held until the merchant resolves it. */
        HOLD
    }
}
