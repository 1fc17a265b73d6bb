package io.sluice.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the last few versions of each payment were due, and when they were committed. */
final class StormStamps {

    private static final int KEPT = 64;

    private final AtomicLongArray due;
    private final AtomicLongArray committed;

    StormStamps(int payments) {
        due = new AtomicLongArray(payments * KEPT);
        committed = new AtomicLongArray(payments * KEPT);
    }

    void due(int payment, long version, long nanos) {
        var at = at(payment, version);
        committed.set(at, 0);
        due.set(at, nanos);
    }

    void committed(int payment, long version, long nanos) {
        committed.set(at(payment, version), nanos);
    }

    long due(int payment, long version) {
        return due.get(at(payment, version));
    }

    /** A client may hear of what is committed before the writer knows: then it is {@code now}. */
    long committedBy(int payment, long version, long now) {
        var nanos = committed.get(at(payment, version));
        return nanos == 0 ? now : nanos;
    }

    private static int at(int payment, long version) {
        return payment * KEPT + (int) (version % KEPT);
    }
}
