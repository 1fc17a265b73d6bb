package io.sluice.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What became of all streams together. */
final class LoadTally {

    private final Delays connects = new Delays();
    private final Delays delays = new Delays();
    private final Delays ages = new Delays();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong stamped = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    /** A stream was opened that was due to be asked for at a time of the monotonic clock. */
    void begun(long due) {
        connects.add(System.nanoTime() - due);
        var _ = begun.incrementAndGet();
    }

    /** The server would not, or could not be reached. */
    void refused() {
        var _ = refused.incrementAndGet();
    }

    /** A stream that had begun is over. */
    void ended() {
        var _ = ended.incrementAndGet();
    }

    /** Something with data came; null is due what does not say when it was. */
    void heard(@Nullable Long due, long now) {
        var _ = events.incrementAndGet();
        if (due != null) {
            var _ = stamped.incrementAndGet();
            delays.add(now - due);
        }
    }

    /** An event came so long after the time it names. */
    void aged(long nanos) {
        ages.add(nanos);
    }

    /** Whether an event came twice, or after one that is newer. */
    void wrong(boolean isWrong) {
        var _ = wrong.addAndGet(isWrong ? 1 : 0);
    }

    /** So many numbers were left out before one that came. */
    void skipped(long numbers) {
        var _ = skipped.addAndGet(numbers);
    }

    Delays connects() {
        return connects;
    }

    Delays delays() {
        return delays;
    }

    Delays ages() {
        return ages;
    }

    /** How many have got an answer, of whichever kind. */
    long answered() {
        return begun.get() + refused.get();
    }

    long begun() {
        return begun.get();
    }

    long allRefused() {
        return refused.get();
    }

    long allEnded() {
        return ended.get();
    }

    /** Everything that came with data. */
    long events() {
        return events.get();
    }

    /** What came of what we published. */
    long stamped() {
        return stamped.get();
    }

    long allWrong() {
        return wrong.get();
    }

    long allSkipped() {
        return skipped.get();
    }
}
