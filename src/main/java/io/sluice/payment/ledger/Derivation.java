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
    private final PostgresPayments payments;
    private final PostgresDues dues;
    private final ChainReading chains;
    private final Ledger ledger;
    private final InstantSource clock;

    Derivation(
            Database database,
            PostgresPayments payments,
            PostgresDues dues,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.dues = dues;
        this.chains = chains;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Derives what is marked, one batch after the other, until nothing is. */
    Mono<Void> deriveMarked() {
        return deriveBatch().repeat().takeUntil(derived -> derived < BATCH).then();
    }

    /** Brings one payment up to what is known now. */
    Mono<Payment> derive(PaymentId id) {
        return payments.lock(id)
                .delayUntil(_ -> dues.unmark(id))
                .flatMap(this::revise)
                .as(database::atomically);
    }

    private Mono<Long> deriveBatch() {
        return dues.marked(BATCH)
                .flatMap(
                        id -> derive(id).then().onErrorResume(it -> failed(id, it)).thenReturn(id),
                        AT_ONCE)
                .count();
    }

    private Mono<Payment> revise(Payment payment) {
        return chains.read(payment.terms())
                .flatMap(reading ->
                        ledger.revise(
                                payment,
                                reading,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                null));
    }

    /** One payment that cannot be derived does not hold up the others. */
    private Mono<Void> failed(PaymentId id, Throwable failure) {
        LOG.error(
                "A payment could not be derived, and will be tried again payment={}", id, failure);
        return dues.putOff(id);
    }
}
