package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a pair was worth in one round, and on whose word.
 *
 * @param chosen the mark whose middle is the value: an observed one
 * @param kept all marks that were believed, the chosen one among them
 */
public record Snapshot(Pair pair, Mark chosen, List<Mark> kept, List<Dropped> dropped, Instant at) {

    /** The price of one whole base in the quote. */
    public BigDecimal value() {
        return chosen.mid();
    }

    /** As a step of other pairs' routes: of the moment of its oldest order book, if it has one. */
    Leg leg() {
        var live = chosen.legs().stream().anyMatch(Leg::live);
        return new Leg(Leg.AGREED, pair, chosen.prices(), chosen.moment(), live);
    }
}
