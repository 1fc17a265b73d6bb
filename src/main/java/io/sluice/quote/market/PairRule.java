package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.util.List;

/**
 * A pair we want the price of.
 *
 * @param routes ways to it, the best first
 */
public record PairRule(Pair pair, List<Route> routes) {

    boolean uses(Pair listed) {
        return routes.stream().anyMatch(it -> it.uses(listed));
    }
}
