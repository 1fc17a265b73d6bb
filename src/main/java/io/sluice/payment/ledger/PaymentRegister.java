package io.sluice.payment.ledger;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.Payments;
import io.sluice.payment.Progress;
import io.sluice.payment.derivation.Confirmations;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers questions about payments, each only to those it concerns. */
public final class PaymentRegister implements PaymentAccess, Payments {

    private static final String OWNED =
            "SELECT 1 AS one FROM payment WHERE id = :id AND merchant = :merchant";

    private static final String VIEW =
            "SELECT view FROM payment WHERE id = :id AND merchant = :merchant";

    private static final String LIST =
            """
            SELECT view FROM payment
             WHERE merchant = :merchant
               AND (:before::text IS NULL OR id < :before)
               AND (:status::text IS NULL OR status = :status)
               AND (:asset::text IS NULL OR asset = :asset)
               AND (:reference::text IS NULL OR reference = :reference)
               AND (:created_after::timestamptz IS NULL OR created_at > :created_after)
               AND (:created_before::timestamptz IS NULL OR created_at < :created_before)
             ORDER BY id DESC LIMIT :limit
            """;

    private final Database database;
    private final PostgresPayments payments;
    private final ChainReading chains;
    private final InstantSource clock;

    PaymentRegister(
            Database database,
            PostgresPayments payments,
            ChainReading chains,
            InstantSource clock) {
        this.database = database;
        this.payments = payments;
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * Which payments to list, newest first; null leaves the choice open.
     *
     * @param before the id of the last payment of the page before
     */
    public record Filter(
            @Nullable String status,
            @Nullable String asset,
            @Nullable String reference,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore,
            @Nullable String before) {}

    @Override
    public Mono<Void> require(Caller caller, PaymentId payment) {
        return isBoundElsewhere(caller, payment)
                ? Mono.error(new PaymentFailure.NotFound())
                : owned(OWNED, caller, payment)
                        .one(row -> row.get("one", Integer.class))
                        .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new))
                        .then();
    }

    /** What was last said of the payment; fails when it is not the caller's to see. */
    public Mono<PaymentView> find(Caller caller, PaymentId payment) {
        return isBoundElsewhere(caller, payment)
                ? Mono.error(new PaymentFailure.NotFound())
                : owned(VIEW, caller, payment)
                        .one(row -> row.get("view", String.class))
                        .map(PaymentRegister::view)
                        .switchIfEmpty(Mono.error(PaymentFailure.NotFound::new));
    }

    /** Until when the payment may be paid at the latest. */
    public Mono<Instant> openUntil(Caller caller, PaymentId payment) {
        return require(caller, payment)
                .then(payments.find(payment))
                .map(it -> it.terms().openUntil());
    }

    public Flux<PaymentView> list(MerchantId merchant, Filter filter, int limit) {
        var sql = database.sql(LIST).bind("merchant", merchant.value()).bind("limit", limit);
        var texts = orNull(orNull(sql, "status", filter.status()), "asset", filter.asset());
        var more =
                orNull(orNull(texts, "reference", filter.reference()), "before", filter.before());
        return orNull(
                        orNull(more, "created_after", filter.createdAfter()),
                        "created_before",
                        filter.createdBefore())
                .all(row -> row.get("view", String.class))
                .map(PaymentRegister::view);
    }

    @Override
    public Mono<Progress> progress(PaymentId payment) {
        return payments.find(payment)
                .filter(it -> it.view().status().equals("processing"))
                .flatMap(this::progress);
    }

    private Mono<Progress> progress(Payment payment) {
        return chains.read(payment.terms())
                .map(reading -> new Confirmations(Ledger.evidence(payment, reading)))
                .flatMap(it -> Mono.justOrEmpty(it.progress(clock.instant())));
    }

    private Sql owned(String statement, Caller caller, PaymentId payment) {
        return database.sql(statement)
                .bind("id", payment.value())
                .bind("merchant", caller.merchant().value());
    }

    private static boolean isBoundElsewhere(Caller caller, PaymentId payment) {
        return caller instanceof Caller.Payer payer && !payer.payment().equals(payment.value());
    }

    private static PaymentView view(String json) {
        return StoredJson.read(json, PaymentView.class);
    }

    private static Sql orNull(Sql sql, String name, @Nullable String value) {
        return value == null ? sql.bindNull(name, String.class) : sql.bind(name, value);
    }

    private static Sql orNull(Sql sql, String name, @Nullable Instant value) {
        return value == null ? sql.bindNull(name, Instant.class) : sql.bind(name, value);
    }
}
