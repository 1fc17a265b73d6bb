package io.sluice.sandbox.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Says what was promised, and what was seen when it does not hold. */
final class Expect {

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(10).toNanos();
    private static final int SHOWN = 600;

    private Expect() {}

    static void that(boolean holds, String promise, Object seen) {
        if (!holds) {
            throw new Broken(promise + ", but: " + shown(seen));
        }
    }

    static void same(Object wanted, Object seen, String promise) {
        that(Objects.equals(wanted, seen), promise, shown(seen) + " and not " + shown(wanted));
    }

    /** Waits until it holds. */
    static void soon(
            Duration patience, BooleanSupplier holds, String promise, Supplier<Object> seen) {
        var end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            that(System.nanoTime() < end, promise + " within " + patience, seen.get());
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static String shown(Object seen) {
        var text = String.valueOf(seen);
        return text.length() <= 2 * SHOWN
                ? text
                : text.substring(0, SHOWN) + " … " + text.substring(text.length() - SHOWN);
    }
}
