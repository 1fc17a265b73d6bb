package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.platform.database.Database;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Derives the payments that are marked, each in a short unit of its own. It may die anywhere: a
 * mark goes away in the unit that acts on it, and deriving twice says nothing twice.
 */
final class Derivation {

    private static final Logger LOG = LoggerFactory.getLogger(Derivation.class);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final PaymentStore payments;
    private final MarkStore marks;
    private final ChainReading chains;
    private final Ledger ledger;
    private final InstantSource clock;
    private final OneAtATime batches;

    Derivation(
            Database database,
            PaymentStore payments,
            MarkStore marks,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.marks = marks;
        this.chains = chains;
        this.ledger = ledger;
        this.clock = clock;
        this.batches = new OneAtATime(deriveBatches());
    }

    /**
     * Derives what is marked until nothing is. Replicas take turns at a payment, but a replica does
     * this once at a time: more would only wait for each other, and keep the database from others.
     */
    Mono<Void> deriveMarked() {
        return batches.run();
    }

    /**
     * Brings one payment up to what is known now. Without a mark there is nothing to do: somebody
     * else took it off before reading the facts, and held the payment until that was written down.
     */
    Mono<Payment> derive(PaymentId id) {
        return payments.lock(id).flatMap(this::deriveLocked).as(database::atomically);
    }

    private Mono<Void> deriveBatches() {
        return deriveBatch().repeat().takeUntil(derived -> derived < BATCH).then();
    }

    private Mono<Long> deriveBatch() {
        return marks.marked(BATCH)
                .flatMap(
                        id -> derive(id).then().onErrorResume(it -> failed(id, it)).thenReturn(id),
                        AT_ONCE)
                .count();
    }

    private Mono<Payment> deriveLocked(Payment payment) {
        return marks.unmark(payment.id())
                .flatMap(taken -> taken > 0 ? revise(payment) : Mono.just(payment));
    }

    private Mono<Payment> revise(Payment payment) {
        return chains.read(payment.terms())
                .flatMap(reading ->
                        ledger.revise(
                                payment,
                                payment,
                                reading,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                null));
    }

    /** One payment that cannot be derived does not hold up the others. */
    private Mono<Void> failed(PaymentId id, Throwable failure) {
        LOG.error(
                "A payment could not be derived, and will be tried again payment={}", id, failure);
        return marks.putOff(id);
    }
}
