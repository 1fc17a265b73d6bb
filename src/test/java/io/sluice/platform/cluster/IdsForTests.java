package io.sluice.platform.cluster;

import java.time.Instant;
import java.util.Random;

/** The gateway's ids, made at a known time. */
public final class IdsForTests {

    private IdsForTests() {}

    public static Ids at(Instant time) {
        return new TimeSortedIds(() -> time, new Random(1));
    }
}
