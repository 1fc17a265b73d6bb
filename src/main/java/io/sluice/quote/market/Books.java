package io.sluice.quote.market;

import io.sluice.quote.venue.Pair;
import java.util.List;
import java.util.Optional;

/** The sane books of one source in one round. */
record Books(String source, String operator, boolean official, List<Leg> legs) {

    /** The book of {@code pair}, turned round if it is listed the other way. */
    Optional<Leg> find(Pair pair) {
        return legs.stream()
                .filter(it -> it.pair().equals(pair))
                .findFirst()
                .or(() -> turned(pair.inverted()));
    }

    private Optional<Leg> turned(Pair listed) {
        return legs.stream().filter(it -> it.pair().equals(listed)).findFirst().map(Leg::inverted);
    }
}
