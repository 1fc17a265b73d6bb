package io.sluice.platform.rate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Remembers that Redis is away, so that of all requests only one in a second finds out anew. */
final class Outage {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong nextTry = new AtomicLong();
    private volatile boolean away;

    /**
     * There is none.
     *
     * @param nanoTime a clock that only ever goes on
     */
    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether not to ask; false also for the one whose turn it is to try. */
    boolean lasts() {
        if (!away) {
            return false;
        }
        var now = nanoTime.getAsLong();
        var at = nextTry.get();
        return now - at < 0 || !nextTry.compareAndSet(at, now + PAUSE);
    }

    void begins() {
        nextTry.set(nanoTime.getAsLong() + PAUSE);
        away = true;
    }

    void ends() {
        if (away) {
            away = false;
        }
    }
}
