package io.sluice.payment;

import io.sluice.merchant.MerchantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was said about payments: append-only, the only truth for whoever follows. */
public interface Journal {

    /** Which journal this is, and the newest position given out. */
    Mono<Mark> newest();

    /** The newest event of a payment; empty when there is no such payment. */
    Mono<JournalEvent> latest(PaymentId payment);

    /** Events of one payment after a version, in order; at most {@code limit}. */
    Flux<JournalEvent> after(PaymentId payment, long version, int limit);

    /** The newest position given out; positions are given to committed events only. */
    Mono<Long> head();

    /** Events after a position, in order; at most {@code limit}. */
    Flux<Positioned> afterPosition(long position, int limit);

    /** Events of one merchant after a position, in order; at most {@code limit}. */
    Flux<Positioned> ofMerchant(MerchantId merchant, long position, int limit);

    /**
     * Newest versions of payments among the newest {@code limit} events that have no position yet.
     */
    Flux<JournalEvent> unpositioned(int limit);

    /** Events as they are committed, on any replica: fast, best effort, with gaps announced. */
    Flux<WakeUp> wakeUps();

    /**
     * A place in the order of commits.
     *
     * @param journal whose order: positions of another journal mean nothing here
     */
    record Mark(String journal, long position) {}

    /** An event and its place in the order of commits. */
    record Positioned(long position, JournalEvent event) {

        /** The same place as a mark in this {@code journal}. */
        public Mark in(String journal) {
            return new Mark(journal, position);
        }
    }

    /**
     * Something was committed.
     *
     * @param event what it was; null when something may have been missed
     * @param position its place in the order of commits; 0 while it has none
     */
    record WakeUp(@Nullable JournalEvent event, long position) {}
}
