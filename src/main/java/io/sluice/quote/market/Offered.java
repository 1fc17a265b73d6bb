package io.sluice.quote.market;

import java.math.BigDecimal;

/** Both sides of a book as its source gave them, whether they make sense or not. */
public record Offered(BigDecimal bid, BigDecimal ask) {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    static Offered of(BidAsk prices) {
        return new Offered(prices.bid(), prices.ask());
    }

    /** Between the sides. */
    BigDecimal mid() {
        return bid.add(ask).multiply(HALF).stripTrailingZeros();
    }
}
