package io.sluice.quote.market;

import java.time.Duration;
import java.time.Instant;

/** How old words are. */
public final class Ages {

    /** What claims to be older, or from the future, says nothing about time. */
    private static final Duration OLDEST = Duration.ofDays(3650);

    private Ages() {}

    /** In milliseconds: from none to ten years, whatever a source claims. */
    public static long millis(Instant at, Instant now) {
        if (!at.isBefore(now)) {
            return 0;
        }
        var earliest = now.minus(OLDEST);
        return Duration.between(at.isBefore(earliest) ? earliest : at, now).toMillis();
    }
}
