package io.sluice.quote.market;

import static java.util.stream.Collectors.joining;

import io.sluice.quote.venue.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way from a pair's base to its quote.
 *
 * @param steps each begins with the code the one before ended with
 */
public record Route(List<Pair> steps) {

    /** The pair's own book. */
    public static Route direct(Pair pair) {
        return new Route(List.of(pair));
    }

    /** Through {@code codes}, such as {@code USD} or {@code USDT/USD}. */
    public static Route via(Pair pair, String codes) {
        var stops =
                Stream.of(
                        List.of(pair.base()), List.of(codes.split("/", -1)), List.of(pair.quote()));
        var path = stops.flatMap(List::stream).toList();
        var steps = new ArrayList<Pair>();
        for (var at = 1; at < path.size(); at++) {
            steps.add(new Pair(path.get(at - 1), path.get(at)));
        }
        return new Route(List.copyOf(steps));
    }

    /** Whether {@code code} is passed on the way, being neither start nor end. */
    boolean passes(String code) {
        return steps.stream().skip(1).anyMatch(it -> it.base().equals(code));
    }

    /** Whether a book of {@code pair}, either way round, is a step of it. */
    boolean uses(Pair pair) {
        return steps.contains(pair) || steps.contains(pair.inverted());
    }

    @Override
    public String toString() {
        return steps.stream().map(Pair::toString).collect(joining(" x "));
    }
}
