package io.sluice.quote;

import static java.util.stream.Collectors.joining;

import io.sluice.quote.market.Agreement;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the latest rates hang: written by the refresher, read by everyone, never waited for. */
final class Board {

    /** A rate from an earlier round than this is marked stale, whatever the last round said. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Duration maxAge;
    private final Map<Pair, Standing> standings = new ConcurrentHashMap<>();

    Board(Duration maxAge, Iterable<Pair> pairs) {
        this.maxAge = maxAge;
        pairs.forEach(it -> standings.put(it, new Standing(null, "no source was asked yet")));
    }

    /** What is known of a pair: the last good rate, and why there is no newer one. */
    private record Standing(@Nullable Snapshot good, @Nullable String trouble) {}

    /**
     * A rate to quote with.
     *
     * @param stale whether it is the last good one because nothing better is known
     */
    record Rate(Snapshot snapshot, boolean stale) {}

    /** The last good rate, however old. */
    Optional<Snapshot> last(Pair pair) {
        return Optional.ofNullable(standings.get(pair)).map(Standing::good);
    }

    void post(Agreement agreement) {
        switch (agreement) {
            case Agreed(var snapshot) ->
                    standings.computeIfPresent(
                            snapshot.pair(), (_, _) -> new Standing(snapshot, null));
            case Undecided undecided ->
                    standings.computeIfPresent(
                            undecided.pair(),
                            (_, before) -> new Standing(before.good(), diagnosis(undecided)));
        }
    }

    /**
     * The freshest rate.
     *
     * @throws RateUnavailable when there is none, or only one past the maximum age
     */
    Rate rate(Pair pair, Instant now) {
        var standing = standings.get(pair);
        if (standing == null) {
            throw RateUnavailable.notPriced(pair.toString());
        }
        var good = standing.good();
        if (good == null || age(good, now).compareTo(maxAge) > 0) {
            var trouble =
                    standing.trouble() == null ? "the last one is too old" : standing.trouble();
            throw new RateUnavailable("%s has no rate: %s".formatted(pair, trouble));
        }
        var stale = standing.trouble() != null || age(good, now).compareTo(FRESH) > 0;
        return new Rate(good, stale);
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
