package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** How far the journal was read, and whether it is still the journal that was read. */
final class Whereabouts {

    private static final Mark NOWHERE = new Mark("", -1);
    private static final long LOOK_NANOS = 1_000_000_000;

    private final Journal journal;
    private final LongSupplier nanos;
    private volatile Mark place = NOWHERE;
    private volatile long lookedAt;

    /**
     * Is nowhere yet.
     *
     * @param nanos a monotonic clock
     */
    Whereabouts(Journal journal, LongSupplier nanos) {
        this.journal = journal;
        this.nanos = nanos;
    }

    Mark place() {
        return place;
    }

    long position() {
        return place.position();
    }

    boolean isNowhere() {
        return place.equals(NOWHERE);
    }

    void beginAfter(Mark newest) {
        place = newest;
    }

    void advance(Positioned next) {
        place = next.in(place.journal());
    }

    /** What was read is there no more. */
    void forget() {
        place = NOWHERE;
    }

    /**
     * The newest place, when there is nothing to go on from: at first, and when the database was
     * restored, so that positions went back or belong to another journal.
     */
    Mono<Mark> lost() {
        return !isNowhere() && nanos.getAsLong() - lookedAt < LOOK_NANOS
                ? Mono.empty()
                : journal.newest().filter(this::isNotAfter);
    }

    private boolean isNotAfter(Mark newest) {
        lookedAt = nanos.getAsLong();
        return !EventCursors.isReached(place, newest);
    }
}
