package io.sluice.quote.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a source is left alone after it asked for that: 5 s at first, doubling to 5 min, and
 * never shorter than the source itself asked for.
 *
 * @param strikes how often in a row it asked
 */
record BackOff(int strikes, Instant until) {

    static final BackOff NONE = new BackOff(0, Instant.MIN);

    /** Off until a person looks and restarts us. */
    private static final Instant FOR_EVER = Instant.MAX;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    boolean resting(Instant now) {
        return now.isBefore(until);
    }

    /** What follows from a round in which the source turned us away. */
    BackOff after(List<SourceFailure> refusals, Instant now) {
        if (refusals.stream().anyMatch(SourceFailure.Barred.class::isInstance)) {
            return new BackOff(strikes + 1, FOR_EVER);
        }
        var asked =
                refusals.stream()
                        .flatMap(BackOff::retryAfter)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        var doubled = FIRST.multipliedBy(1L << Math.min(strikes, 10));
        var own = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return new BackOff(strikes + 1, now.plus(asked.compareTo(own) > 0 ? asked : own));
    }

    private static Stream<Duration> retryAfter(SourceFailure refusal) {
        return refusal instanceof SourceFailure.Throttled throttled
                ? Stream.ofNullable(throttled.retryAfter())
                : Stream.empty();
    }
}
