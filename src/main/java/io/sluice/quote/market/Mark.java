package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a pair is worth by the word of one source.
 *
 * @param route how it got there, such as {@code USDC/USD x USD/EUR}
 * @param at time of its oldest leg
 * @param legs the books it was made of
 * @param official whether a central bank says so, and no market
 */
public record Mark(
        String source,
        String operator,
        Pair pair,
        String route,
        BidAsk prices,
        Instant at,
        List<Leg> legs,
        boolean official) {

    public BigDecimal mid() {
        return prices.mid();
    }

    /** The time of its oldest order book; of its oldest leg, where it has none. */
    Instant moment() {
        var books = legs.stream().filter(Leg::live).map(Leg::at);
        return books.min(Comparator.naturalOrder()).orElse(at);
    }
}
