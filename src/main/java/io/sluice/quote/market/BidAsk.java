package io.sluice.quote.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The interval a true price lies in. Every operation rounds outwards, so it stays inside. */
public record BidAsk(BigDecimal bid, BigDecimal ask) {

    private static final int DIGITS = 18;
    private static final MathContext DOWN = new MathContext(DIGITS, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(DIGITS, RoundingMode.CEILING);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    public BidAsk {
        if (bid.signum() <= 0) {
            throw new IllegalArgumentException("bid is not more than zero");
        }
        if (ask.compareTo(bid) < 0) {
            throw new IllegalArgumentException("ask is below bid");
        }
    }

    /** Exactly between the sides, without trailing zeros. */
    public BigDecimal mid() {
        var mid = bid.add(ask).multiply(HALF).stripTrailingZeros();
        return mid.scale() < 0 ? mid.setScale(0) : mid;
    }

    /** How far apart the sides are, as a fraction of the middle. */
    BigDecimal spread() {
        return ask.subtract(bid).divide(mid(), UP);
    }

    /** The same prices the other way round: the sides change places. */
    BidAsk inverted() {
        return new BidAsk(BigDecimal.ONE.divide(ask, DOWN), BigDecimal.ONE.divide(bid, UP));
    }

    BidAsk times(BidAsk other) {
        return new BidAsk(bid.multiply(other.bid, DOWN), ask.multiply(other.ask, UP));
    }
}
