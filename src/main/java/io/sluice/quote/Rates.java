package io.sluice.quote;

import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.time.Instant;
import java.util.List;
import reactor.core.Disposable;

/** What pairs are worth right now, as far as anybody agrees. Looking never waits for a source. */
public interface Rates {

    /** The pairs that are priced here. */
    List<Pair> pairs();

    /**
     * The freshest rate of a pair.
     *
     * @throws RateUnavailable when there is none, or only one past the maximum age
     */
    Rate rate(Pair pair);

    /** Has {@code listener} run after each round of rates, until it is disposed. */
    Disposable onNews(Runnable listener);

    /**
     * A rate to quote with.
     *
     * @param stale whether it is the last good one because nothing better is known
     * @param depegged whether its base is a stablecoin more than 2 % off what it promises, or may
     *     be
     * @param validUntil when it is too old to quote with, if nothing newer comes
     */
    record Rate(Snapshot snapshot, boolean stale, boolean depegged, Instant validUntil) {}
}
