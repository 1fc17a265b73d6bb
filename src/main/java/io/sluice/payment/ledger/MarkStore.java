package io.sluice.payment.ledger;

import io.sluice.chain.ChainView;
import io.sluice.payment.PaymentId;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Remembers which payments must be derived.
 *
 * <p>A mark is taken off before the facts are read. Whoever changes a fact adds a mark in the same
 * unit, unconditionally, so a change that a derivation did not see has a mark it did not take off.
 */
interface MarkStore {

    /** A block that reaches more payments than this marks some of them; the next marks more. */
    int AT_ONCE = 1000;

    /** Marks payments whose transfers changed. */
    Mono<Void> markTouched(String family, Collection<String> addresses);

    /** Marks payments that waited for {@code view}, {@value #AT_ONCE} at most; how many marks. */
    Mono<Long> markReached(ChainView view);

    /** Marks payments that waited for {@code now}, {@value #AT_ONCE} at most; how many marks. */
    Mono<Long> markClock(Instant now);

    /** Payments to derive now, the longest waiting first. */
    Flux<PaymentId> marked(int limit);

    /** Takes the marks off, to be done before the facts are read; how many there were. */
    Mono<Long> unmark(PaymentId payment);

    /** Has others go first for a moment, after a derivation that failed. */
    Mono<Void> putOff(PaymentId payment);
}
