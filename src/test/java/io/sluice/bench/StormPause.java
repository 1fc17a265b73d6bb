package io.sluice.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets time pass while others work. */
final class StormPause {

    private static final Duration LOOK = Duration.ofMillis(20);

    private StormPause() {}

    static void of(Duration time) {
        var _ = until(() -> false, time);
    }

    /** Whether it held before the patience ended: what takes too long is measured, and no error. */
    static boolean until(BooleanSupplier condition, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }
}
