package io.sluice.quote;

import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What came of one round on one replica, for all of them. */
record SharedRound(Instant at, List<Snapshot> agreed, List<Undecided> undecided) {

    /** What another release writes in another form is none. */
    SharedRound {
        Objects.requireNonNull(at);
        agreed = List.copyOf(agreed);
        undecided = List.copyOf(undecided);
    }

    static SharedRound of(List<Agreement> agreements, Instant at) {
        var agreed = only(Agreed.class, agreements).map(Agreed::snapshot).toList();
        return new SharedRound(at, agreed, only(Undecided.class, agreements).toList());
    }

    private static <A> Stream<A> only(Class<A> kind, List<Agreement> agreements) {
        return agreements.stream().filter(kind::isInstance).map(kind::cast);
    }
}
