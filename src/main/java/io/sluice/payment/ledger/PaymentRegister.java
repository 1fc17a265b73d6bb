package io.sluice.payment.ledger;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.Payments;
import io.sluice.payment.Progress;
import io.sluice.payment.derivation.Confirmations;
import io.sluice.payment.derivation.Evidence;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Answers questions about payments, each only to those it concerns. */
public final class PaymentRegister implements PaymentAccess, Payments {

    private static final String OWNED =
            "SELECT 1 AS one FROM payment WHERE id = :id AND merchant = :merchant";

    private static final String VIEW =
            "SELECT view FROM payment WHERE id = :id AND merchant = :merchant";

    private static final String HOLD = VIEW + " FOR UPDATE";

    private final Database database;
    private final PaymentStore payments;
    private final ChainReading chains;
    private final InstantSource clock;
    private final KnownViews views = new KnownViews();

    PaymentRegister(
            Database database, PaymentStore payments, ChainReading chains, InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.chains = chains;
        this.clock = clock;
    }

    @Override
    public Mono<Void> require(Caller caller, PaymentId payment) {
        return caller.isBoundElsewhere(payment.value())
                ? Mono.error(new PaymentFailure.NotFound())
                : owned(OWNED, caller, payment)
                        .one(row -> row.get("one", Integer.class))
                        .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                        .then();
    }

    /** What was last said of the payment; fails when it is not the caller's to see. */
    public Mono<PaymentView> find(Caller caller, PaymentId payment) {
        return view(VIEW, caller, payment);
    }

    /** The same, and nobody else changes the payment before the caller's unit ends. */
    public Mono<PaymentView> hold(Caller caller, PaymentId payment) {
        return view(HOLD, caller, payment);
    }

    /** Until when the payment may be paid at the latest. */
    public Mono<Instant> openUntil(Caller caller, PaymentId payment) {
        return require(caller, payment)
                .then(payments.find(payment))
                .map(it -> it.terms().openUntil());
    }

    @Override
    public Mono<Progress> progress(PaymentId payment) {
        return payments.find(payment)
                .filter(it -> it.view().status().equals("processing"))
                .flatMap(this::progress);
    }

    /** How far a payment has come, for those who may see it; empty unless it is processing. */
    public Mono<Progress> progress(Caller caller, PaymentId payment) {
        return require(caller, payment).then(Mono.defer(() -> progress(payment)));
    }

    private Mono<Progress> progress(Payment payment) {
        return chains.read(payment.terms())
                .map(reading -> Ledger.evidence(payment, reading))
                .flatMap(this::progress);
    }

    private Mono<Progress> progress(Evidence evidence) {
        return Mono.justOrEmpty(evidence.chosen())
                .flatMap(choice -> chains.blockTime(choice.asset().chain()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(pace -> new Confirmations(evidence, pace.orElse(null)))
                .flatMap(it -> Mono.justOrEmpty(it.progress(clock.instant())));
    }

    private Mono<PaymentView> view(String statement, Caller caller, PaymentId payment) {
        return caller.isBoundElsewhere(payment.value())
                ? Mono.error(new PaymentFailure.NotFound())
                : owned(statement, caller, payment)
                        .one(row -> row.get("view", String.class))
                        .map(views::read)
                        .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new));
    }

    private Sql owned(String statement, Caller caller, PaymentId payment) {
        return database.sql(statement)
                .bind("id", payment.value())
                .bind("merchant", caller.merchant().value());
    }
}
