package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.time.Instant;

/**
 * One order book that passed {@link Sanity}: a step on the way to a price.
 *
 * @param live whether it is about this moment only
 */
public record Leg(String source, Pair pair, BidAsk prices, Instant at, boolean live) {

    /** The source of a leg that all sources stand behind. */
    public static final String AGREED = "agreed";

    Leg inverted() {
        return new Leg(source, pair.inverted(), prices.inverted(), at, live);
    }
}
