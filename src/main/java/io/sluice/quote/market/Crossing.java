package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Walks routes with the books of one source, borrowing what it does not list from what all agreed
 * on.
 */
record Crossing(Books books, Function<Pair, Optional<Leg>> agreed) {

    private static final Duration FARTHEST_APART = Duration.ofSeconds(30);

    /** Where each route leads that has a book for every step, at least one of the source's own. */
    List<Mark> marks(Pair pair, List<Route> routes) {
        return routes.stream().flatMap(it -> walk(pair, it).stream()).toList();
    }

    /** Whether the books of {@code mark} are close enough in time to be multiplied. */
    static boolean isOfOneMoment(Mark mark) {
        var times = mark.legs().stream().filter(Leg::live).map(Leg::at).sorted().toList();
        return times.isEmpty()
                || Duration.between(times.getFirst(), times.getLast()).compareTo(FARTHEST_APART)
                        <= 0;
    }

    private Optional<Mark> walk(Pair pair, Route route) {
        var legs = route.steps().stream().flatMap(it -> leg(it).stream()).toList();
        var complete = legs.size() == route.steps().size();
        var ours = legs.stream().anyMatch(it -> it.source().equals(books.source()));
        return complete && ours ? Optional.of(crossed(pair, route, legs)) : Optional.empty();
    }

    private Optional<Leg> leg(Pair step) {
        return books.find(step).or(() -> agreed.apply(step));
    }

    private Mark crossed(Pair pair, Route route, List<Leg> legs) {
        var prices = legs.stream().map(Leg::prices).reduce(BidAsk::times).orElseThrow();
        return new Mark(
                books.source(),
                books.operator(),
                pair,
                route.toString(),
                prices,
                oldest(legs),
                legs,
                books.official());
    }

    private static Instant oldest(List<Leg> legs) {
        return legs.stream().map(Leg::at).min(Comparator.naturalOrder()).orElseThrow();
    }
}
