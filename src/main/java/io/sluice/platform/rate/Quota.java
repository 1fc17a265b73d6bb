package io.sluice.platform.rate;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests at once, which come back evenly within a time: a token bucket.
 *
 * @param requests none for no limit
 * @param window in whole seconds
 */
record Quota(int requests, Duration window) {

    private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,9})/(\\d{1,4}[smh])");
    private static final Duration LONGEST = Duration.ofHours(1);

    Quota {
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window must be of 1s to 1h");
        }
    }

    /** What {@code 100/10s} says. */
    public static Quota of(String text) {
        var parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be requests/window, such as 100/10s");
        }
        return new Quota(
                Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2)));
    }

    boolean isUnlimited() {
        return requests == 0;
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                .build();
    }
}
