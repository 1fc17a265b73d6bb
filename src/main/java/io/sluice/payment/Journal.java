package io.sluice.payment;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was said about payments: append-only, the only truth for whoever follows. */
public interface Journal {

    /** Names this journal: positions of another one mean nothing here. */
    Mono<String> id();

    /** The newest event of a payment; empty when there is no such payment. */
    Mono<JournalEvent> latest(PaymentId payment);

    /** Events of one payment after a version, in order; at most {@code limit}. */
    Flux<JournalEvent> after(PaymentId payment, long version, int limit);

    /** The newest position given out; positions are given to committed events only. */
    Mono<Long> head();

    /** Events after a position, in order; at most {@code limit}. */
    Flux<Positioned> afterPosition(long position, int limit);

    /**
     * Newest versions of payments among the newest {@code limit} events that have no position yet.
     */
    Flux<JournalEvent> unpositioned(int limit);

    /** Events as they are committed, on any replica: fast, best effort, with gaps announced. */
    Flux<WakeUp> wakeUps();

    /** An event and its place in the order of commits. */
    record Positioned(long position, JournalEvent event) {}

    /**
     * Something was committed.
     *
     * @param event what it was; null when something may have been missed
     */
    record WakeUp(@Nullable JournalEvent event) {}
}
