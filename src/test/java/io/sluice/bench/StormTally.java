package io.sluice.bench;

import java.util.concurrent.atomic.AtomicLong;

/** What all streams together heard that they should not have, and what became of them. */
final class StormTally {

    final AtomicLong heard = new AtomicLong();

    /** Came a second time. */
    final AtomicLong doubled = new AtomicLong();

    /** Came before what comes before it. */
    final AtomicLong disordered = new AtomicLong();

    /** Is not what was written. */
    final AtomicLong altered = new AtomicLong();

    /** Ended though nobody had ended them. */
    final AtomicLong disconnected = new AtomicLong();

    /** Were refused, or not reached, and came again. */
    final AtomicLong refused = new AtomicLong();

    private volatile Lateness lateness = new Lateness();

    /** How late everything came, each delivery of them: exactly, and kept in memory until read. */
    record Lateness(Delays sinceDue, Delays sinceCommit) {

        Lateness() {
            this(new Delays(), new Delays());
        }
    }

    /** Measures what comes from now on apart from what came before. */
    Lateness afresh() {
        var fresh = new Lateness();
        lateness = fresh;
        return fresh;
    }

    void heard(long now, long due, long committed) {
        var _ = heard.incrementAndGet();
        var current = lateness;
        current.sinceDue().add(now - due);
        current.sinceCommit().add(now - committed);
    }

    /** All that may never happen, whatever else does. */
    long wrong() {
        return doubled.get() + disordered.get() + altered.get();
    }
}
