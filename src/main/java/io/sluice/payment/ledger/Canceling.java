package io.sluice.payment.ledger;

import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Evidence;
import io.sluice.payment.derivation.Facts.Cancellation;
import io.sluice.payment.ledger.ChainReading.Reading;
import io.sluice.platform.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes a payment back while nothing verified is there. */
public final class Canceling {

    private final Database database;
    private final PaymentStore payments;
    private final ChainReading chains;
    private final Ledger ledger;
    private final InstantSource clock;

    Canceling(
            Database database,
            PaymentStore payments,
            ChainReading chains,
            Ledger ledger,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.chains = chains;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A payment that is canceled already stays as it is; any other that is not open fails. */
    public Mono<PaymentView> cancel(PaymentId id, @Nullable String traceparent) {
        return payments.lock(id)
                .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                .flatMap(payment -> readAndCancel(payment, traceparent))
                .map(Payment::view)
                .as(database::atomically)
                .checkpoint("cancel payment");
    }

    private Mono<Payment> readAndCancel(Payment payment, @Nullable String traceparent) {
        return chains.read(payment.terms())
                .flatMap(reading -> record(payment, reading, traceparent));
    }

    private Mono<Payment> record(Payment payment, Reading reading, @Nullable String traceparent) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var evidence = Ledger.evidence(payment, reading);
        if (evidence.status(now) instanceof PaymentStatus.Canceled) {
            return Mono.just(payment);
        }
        check(evidence, now);
        var canceled = payment.with(payment.facts().with(new Cancellation(now)));
        return ledger.revise(payment, canceled, reading, now, traceparent);
    }

    private static void check(Evidence evidence, Instant now) {
        var status = evidence.status(now);
        var open =
                status instanceof PaymentStatus.Created
                        || status instanceof PaymentStatus.AwaitingPayment;
        if (!open || evidence.holdsSomething()) {
            throw new PaymentFailure.NotOpen(
                    "A payment that is %s cannot be canceled".formatted(status.word()));
        }
    }
}
