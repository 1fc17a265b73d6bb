package io.sluice.quote;

import io.sluice.quote.market.Peg;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stablecoins promise.
 *
 * @param promises the currency each is to be worth one of
 */
record Pegs(Map<String, String> promises) {

    static final Pegs NONE = new Pegs(Map.of());

    Set<String> coins() {
        return promises.keySet();
    }

    /** The pair that shows how well a coin keeps its promise; empty for what makes none. */
    Optional<Pair> pair(String code) {
        return Optional.ofNullable(promises.get(code)).map(it -> new Pair(code, it));
    }

    static boolean isBroken(Snapshot rate) {
        return Peg.at(rate.value()) == Peg.BROKEN;
    }
}
