package io.sluice.platform.sse;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets so many in within a second on average, and twice as many after a quiet moment: a token
 * bucket, kept as the time at which it would be full (the generic cell rate algorithm, ITU-T
 * I.371).
 */
final class ConnectBucket {

    private static final long BURST = Duration.ofSeconds(2).toNanos();

    private final long costNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong fullAt;

    /**
     * Is full.
     *
     * @param nanoTime a clock that only ever goes on
     */
    ConnectBucket(int perSecond, LongSupplier nanoTime) {
        this.costNanos = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
        this.nanoTime = nanoTime;
        this.fullAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes one out; false when it is empty. */
    boolean take() {
        var now = nanoTime.getAsLong();
        while (true) {
            var before = fullAt.get();
            var after = (before - now < 0 ? now : before) + costNanos;
            if (after - now > BURST) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
