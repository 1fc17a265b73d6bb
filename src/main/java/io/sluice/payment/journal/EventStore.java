package io.sluice.payment.journal;

import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps events, and gives each its place in the journal once it is committed. */
interface EventStore {

    /** Keeps an event that has no position yet; part of the caller's unit. */
    Mono<Void> append(JournalEvent event);

    /**
     * Gives the oldest {@code limit} committed events without a position the next positions,
     * versions of one payment in order; those events in that order. Part of the caller's unit, and
     * only one such unit at a time.
     */
    Mono<List<Positioned>> place(int limit);
}
