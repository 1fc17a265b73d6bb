package io.sluice.quote.market;

import java.math.BigDecimal;

/** How well a stablecoin is worth what it promises. One to one is never assumed. */
public enum Peg {
    HELD,
    /** Off by more than half a percent: worth a look. */
    LOOSE,
    /** Off by more than two percent: nothing is converted through it. */
    BROKEN;

    private static final BigDecimal LOOSE_FROM = new BigDecimal("0.005");
    private static final BigDecimal BROKEN_FROM = new BigDecimal("0.02");

    /** Judges the coin's price in the currency it promises. */
    public static Peg at(BigDecimal price) {
        var off = price.subtract(BigDecimal.ONE).abs();
        if (off.compareTo(BROKEN_FROM) > 0) {
            return BROKEN;
        }
        return off.compareTo(LOOSE_FROM) > 0 ? LOOSE : HELD;
    }
}
