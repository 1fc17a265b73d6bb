package io.sluice.quote;

import static java.util.stream.Collectors.joining;

import io.sluice.quote.RateUnavailable.Why;
import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** Where the latest rates hang: written by the refresher, read by everyone, never waited for. */
final class Board implements Rates {

    /** A rate from an earlier round than this is marked stale, whatever the last round said. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Duration maxAge;
    private final Pegs pegs;
    private final InstantSource clock;
    private final Map<Pair, Standing> standings =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<Pair, Snapshot> overheard = new ConcurrentHashMap<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    Board(Duration maxAge, Iterable<Pair> pairs, Pegs pegs, InstantSource clock) {
        this.maxAge = maxAge;
        this.pegs = pegs;
        this.clock = clock;
        pairs.forEach(it -> standings.put(it, new Standing(null, "no source was asked yet")));
    }

    /** What is known of a pair: the last good rate, and why there is no newer one. */
    private record Standing(@Nullable Snapshot good, @Nullable String trouble) {

        /** Rounds of several replicas may arrive in any order. */
        Standing followedBy(Snapshot next) {
            return good != null && good.at().isAfter(next.at()) ? this : new Standing(next, null);
        }
    }

    /**
     * Takes note of what was agreed on before anybody judges whether it is to be published: that a
     * coin loses its peg only stops sales, and needs no second round.
     */
    void overhear(Agreement agreement) {
        if (agreement instanceof Agreed(var snapshot)
                && pegs.pair(snapshot.pair().base()).filter(snapshot.pair()::equals).isPresent()) {
            overheard.put(snapshot.pair(), snapshot);
        }
    }

    void post(Agreement agreement) {
        switch (agreement) {
            case Agreed(var snapshot) ->
                    standings.computeIfPresent(
                            snapshot.pair(), (_, before) -> before.followedBy(snapshot));
            case Undecided undecided ->
                    standings.computeIfPresent(
                            undecided.pair(),
                            (_, before) -> new Standing(before.good(), diagnosis(undecided)));
        }
    }

    /** A round was posted. */
    void ring() {
        listeners.forEach(Runnable::run);
    }

    /** The last good rate, however old. */
    Optional<Snapshot> last(Pair pair) {
        return Optional.ofNullable(standings.get(pair)).map(Standing::good);
    }

    @Override
    public List<Pair> pairs() {
        synchronized (standings) {
            return List.copyOf(standings.keySet());
        }
    }

    @Override
    public Rate rate(Pair pair) {
        return rate(pair, clock.instant());
    }

    Rate rate(Pair pair, Instant now) {
        var standing = standings.get(pair);
        if (standing == null) {
            throw RateUnavailable.notPriced(pair.toString());
        }
        var good = standing.good();
        var trouble = standing.trouble();
        if (good == null || age(good, now).compareTo(maxAge) > 0) {
            throw trouble == null
                    ? unavailable(Why.STALE, pair, "the last one is too old")
                    : unavailable(Why.UNDECIDED, pair, trouble);
        }
        var stale = trouble != null || age(good, now).compareTo(FRESH) > 0;
        return new Rate(good, stale, isDepegged(pair.base(), now), good.at().plus(maxAge));
    }

    /** Whether {@code code} is a stablecoin that is more than 2 % off, or may be. */
    private boolean isDepegged(String code, Instant now) {
        return pegs.pair(code).filter(it -> !holds(overheard.get(it), now)).isPresent();
    }

    private boolean holds(@Nullable Snapshot peg, Instant now) {
        return peg != null && age(peg, now).compareTo(maxAge) <= 0 && !Pegs.isBroken(peg);
    }

    @Override
    public Disposable onNews(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static RateUnavailable unavailable(Why why, Pair pair, String trouble) {
        return new RateUnavailable(why, "%s has no rate: %s".formatted(pair, trouble));
    }

    private static Duration age(Snapshot snapshot, Instant now) {
        return Duration.between(snapshot.at(), now);
    }

    private static String diagnosis(Undecided undecided) {
        var sources =
                undecided.dropped().stream()
                        .map(it -> it.source() + " " + it.reason())
                        .distinct()
                        .collect(joining("; ", "; ", ""));
        return undecided.reason() + (undecided.dropped().isEmpty() ? "" : sources);
    }
}
