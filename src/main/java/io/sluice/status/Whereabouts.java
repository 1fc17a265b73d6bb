package io.sluice.status;

import io.sluice.payment.Journal;
import io.sluice.payment.Journal.Mark;
import io.sluice.payment.Journal.Positioned;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How far the journal was read, and whether it is still the journal that was read. */
final class Whereabouts {

    private static final Mark NOWHERE = new Mark("", -1);
    private static final long LOOK_NANOS = 1_000_000_000;

    private final Journal journal;
    private final LongSupplier nanos;
    private volatile Mark place = NOWHERE;

    /** Which event has the place; null before that was seen. */
    private volatile @Nullable String event;

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
        event = null;
    }

    void advance(Positioned next) {
        place = next.in(place.journal());
        event = next.event().id();
    }

    /** What was read is there no more. */
    void forget() {
        place = NOWHERE;
        event = null;
    }

    /**
     * The newest place, when there is nothing to go on from: at first, and when the database was
     * restored, so that positions went back, belong to another journal, or to other events.
     */
    Mono<Mark> lost() {
        return !isNowhere() && nanos.getAsLong() - lookedAt < LOOK_NANOS
                ? Mono.empty()
                : journal.newest().filterWhen(this::isLost);
    }

    private Mono<Boolean> isLost(Mark newest) {
        lookedAt = nanos.getAsLong();
        if (!EventCursors.isReached(place, newest)) {
            return Mono.just(true);
        }
        return holds().map(it -> !it);
    }

    /** Whether our place is still that of the event that we read there. */
    Mono<Boolean> holds() {
        return place.position() == 0
                ? Mono.just(true)
                : journal.afterPosition(place.position() - 1, 1)
                        .next()
                        .map(this::isHere)
                        .defaultIfEmpty(false)
                        .doOnNext(this::lookAgainUnless);
    }

    private void lookAgainUnless(boolean holds) {
        if (!holds) {
            lookedAt = nanos.getAsLong() - LOOK_NANOS;
        }
    }

    /** Positions that went back may have grown again; events do not come twice. */
    private boolean isHere(Positioned found) {
        var known = event;
        if (known == null) {
            event = found.event().id();
        }
        return found.position() == place.position()
                && (known == null || known.equals(found.event().id()));
    }
}
