package io.sluice.chain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** What somebody asks in all, told in any currency there is a rate for. */
public interface Worth {

    /** How much a payment is, as far as being sure of it is concerned; in ascending order. */
    enum Size {
        SMALL,
        NORMAL,
        LARGE;

        /** Limits on which each size ends. */
        public static Size of(BigDecimal total, BigDecimal smallBelow, BigDecimal normalBelow) {
            if (total.compareTo(smallBelow) < 0) {
                return SMALL;
            }
            return total.compareTo(normalBelow) < 0 ? NORMAL : LARGE;
        }
    }

    /** Empty when nobody knows. */
    Optional<BigDecimal> in(Currency currency);

    /** What it counts as at least, for whoever asks it. */
    default Size least() {
        return Size.SMALL;
    }
}
