package io.sluice.platform.sse;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long clients wait before they come back: each for a time of its own. */
final class Pauses {

    private static final int LONGER = 4;

    private final StreamPace pace;
    private final DoubleSupplier chance;

    Pauses(StreamPace pace, DoubleSupplier chance) {
        this.pace = pace;
        this.chance = chance;
    }

    Duration usual() {
        var from = pace.retryFrom().toMillis();
        var spread = pace.retryTo().toMillis() - from;
        return Duration.ofMillis(from + (long) (spread * chance.getAsDouble()));
    }

    /** Where there is no room now there will be none at once. */
    Duration longer() {
        return usual().multipliedBy(LONGER);
    }
}
