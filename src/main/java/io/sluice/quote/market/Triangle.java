package io.sluice.quote.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Three books of one source that lead from a code back to it. Whoever walks them should come back
 * with what they left with; if not, one of the books is wrong.
 */
record Triangle(Leg first, Leg second, Leg third) {

    private static final BigDecimal FARTHEST_OFF = new BigDecimal("0.01");

    /** All triangles of {@code legs}, each once. */
    static List<Triangle> among(List<Leg> legs) {
        var triangles = new ArrayList<Triangle>();
        for (var i = 0; i < legs.size(); i++) {
            for (var j = i + 1; j < legs.size(); j++) {
                for (var k = j + 1; k < legs.size(); k++) {
                    closed(legs.get(i), legs.get(j), legs.get(k)).ifPresent(triangles::add);
                }
            }
        }
        return triangles;
    }

    Stream<Leg> legs() {
        return Stream.of(first, second, third);
    }

    /** Whether a walk around it gains or loses more than one percent. */
    boolean isBent() {
        var around = first.prices().mid().multiply(second.prices().mid());
        return around.multiply(third.prices().mid())
                        .subtract(BigDecimal.ONE)
                        .abs()
                        .compareTo(FARTHEST_OFF)
                > 0;
    }

    private static Optional<Triangle> closed(Leg first, Leg one, Leg other) {
        return following(first, one, other).or(() -> following(first, other, one));
    }

    /** Turned so that each begins where the one before ends. */
    private static Optional<Triangle> following(Leg first, Leg one, Leg other) {
        var start = first.pair().base();
        return from(first.pair().quote(), one)
                .flatMap(second ->
                        from(second.pair().quote(), other)
                                .filter(third -> third.pair().quote().equals(start))
                                .map(third -> new Triangle(first, second, third)));
    }

    private static Optional<Leg> from(String code, Leg leg) {
        if (leg.pair().base().equals(code)) {
            return Optional.of(leg);
        }
        return leg.pair().quote().equals(code) ? Optional.of(leg.inverted()) : Optional.empty();
    }
}
