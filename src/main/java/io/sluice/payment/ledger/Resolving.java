package io.sluice.payment.ledger;

import io.sluice.chain.Chains;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Decision;
import io.sluice.payment.derivation.Evidence;
import io.sluice.payment.derivation.Resolutions.Resolution;
import io.sluice.payment.ledger.ChainReading.Reading;
import io.sluice.platform.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes down what a merchant decides about a payment that needs them. */
public final class Resolving {

    private final Database database;
    private final PaymentStore payments;
    private final ChainReading chains;
    private final Ledger ledger;
    private final InstantSource clock;

    Resolving(
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

    /**
     * Fails with a {@link PaymentFailure} when the payment is not the one that was seen any more,
     * as it is now and not only as it was last told, or when there is nothing to decide.
     */
    public Mono<PaymentView> resolve(Resolve request, @Nullable String traceparent) {
        return payments.lock(request.payment())
                .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                .flatMap(payment -> readAndResolve(payment, request, traceparent))
                .map(Payment::view)
                .as(database::atomically)
                .checkpoint("resolve payment");
    }

    private Mono<Payment> readAndResolve(
            Payment payment, Resolve request, @Nullable String traceparent) {
        return chains.read(payment.terms())
                .flatMap(reading -> resolve(payment, request, reading, traceparent));
    }

    private Mono<Payment> resolve(
            Payment payment, Resolve request, Reading reading, @Nullable String traceparent) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return ledger.revise(payment, payment, reading, now, null)
                .flatMap(current ->
                        ledger.revise(
                                current,
                                decided(current, request, reading, now),
                                reading,
                                now,
                                traceparent));
    }

    private static Payment decided(Payment current, Resolve request, Reading reading, Instant now) {
        if (!request.seen().contains(current.version())) {
            throw new PaymentFailure.VersionMoved(current.version());
        }
        var evidence = Ledger.evidence(current, reading);
        var status = evidence.status(now);
        if (!Decision.isDue(status)) {
            throw new PaymentFailure.NotResolvable(status.word());
        }
        var decision = new Decision(current.version(), now, request.by(), request.note());
        return current.with(current.facts().with(resolution(decision, request, evidence)));
    }

    private static Resolution resolution(Decision decision, Resolve request, Evidence evidence) {
        return switch (request.action()) {
            case ACCEPT ->
                    decision.accept(evidence).orElseThrow(PaymentFailure.NothingToAccept::new);
            case DISMISS -> dismissal(decision, evidence);
        };
    }

    /** What is left out of a reading would stay here in silence, and may be accepted instead. */
    private static Resolution dismissal(Decision decision, Evidence evidence) {
        if (evidence.transfers().ofOneAsset() >= Chains.LARGEST
                && decision.accept(evidence).isPresent()) {
            throw new PaymentFailure.TooManyTransfers();
        }
        return decision.dismiss(evidence);
    }
}
