package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sane books of one source in one round. */
record Books(String source, String operator, boolean official, List<Leg> legs) {

    /** The book of {@code pair}, turned round if it is listed the other way. */
    Optional<Leg> find(Pair pair) {
        return legs.stream()
                .filter(it -> it.pair().equals(pair))
                .findFirst()
                .or(() -> turned(pair.inverted()));
    }

    Books without(Set<Pair> pairs) {
        var others = legs.stream().filter(it -> !pairs.contains(it.pair())).toList();
        return new Books(source, operator, official, others);
    }

    private Optional<Leg> turned(Pair listed) {
        return legs.stream().filter(it -> it.pair().equals(listed)).findFirst().map(Leg::inverted);
    }
}
