package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import reactor.core.publisher.Mono;

/** Keeps payments as they are. */
interface PaymentStore {

    /** Keeps a new payment, and which addresses are its own. */
    Mono<Void> insert(Payment payment);

    /** Writes what changed of a payment that was read at version {@code before}, and is locked. */
    Mono<Void> update(Payment payment, long before);

    /** The payment, which nobody else changes before the unit ends; empty when there is none. */
    Mono<Payment> lock(PaymentId id);

    /** The payment as it was committed last; empty when there is none. */
    Mono<Payment> find(PaymentId id);
}
