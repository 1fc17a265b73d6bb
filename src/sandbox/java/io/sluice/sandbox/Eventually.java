package io.sluice.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what others do in their own time. */
public final class Eventually {

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(20).toNanos();

    private Eventually() {}

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @throws AssertionError when it does not within {@code patience}
     */
    public static void holds(Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still does not hold after " + patience);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
