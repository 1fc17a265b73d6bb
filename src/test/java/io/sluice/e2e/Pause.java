package io.sluice.e2e;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass where nothing is waited for: moments must be random, and clients unhurried. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    static void upTo(Duration longest, Random random) {
        LockSupport.parkNanos(random.nextLong(longest.toNanos()));
    }
}
