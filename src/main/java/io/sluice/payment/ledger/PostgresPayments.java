package io.sluice.payment.ledger;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Terms;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import io.sluice.platform.database.Sql;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps payments in PostgreSQL. */
final class PostgresPayments implements PaymentStore {

    private static final String INSERT =
            """
            INSERT INTO payment (id, merchant, terms, facts, view, version, status, reference,
                                 asset, created_at)
            VALUES (:id, :merchant, :terms::jsonb, :facts::jsonb, :view::jsonb, :version, :status,
                    :reference, :asset, :created_at)
            """;

    private static final String UPDATE =
            """
            UPDATE payment
               SET terms = :terms::jsonb, facts = :facts::jsonb, view = :view::jsonb,
                   version = :version, status = :status, asset = :asset
             WHERE id = :id AND version = :before
            """;

    private static final String KEEP_ADDRESS =
            """
            INSERT INTO payment_address (family, address, payment) VALUES (:family, :address, :id)
            ON CONFLICT (payment, family) DO NOTHING
            """;

    private static final String LOCK =
            "SELECT id, merchant, terms, facts, view FROM payment WHERE id = :id FOR UPDATE";

    private static final String FIND =
            "SELECT id, merchant, terms, facts, view FROM payment WHERE id = :id";

    private final Database database;

    PostgresPayments(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> insert(Payment payment) {
        var insert =
                changing(database.sql(INSERT), payment)
                        .bind("merchant", payment.merchant().value())
                        .bind("created_at", payment.terms().createdAt());
        return orNull(insert, "reference", payment.terms().reference())
                .update()
                .then(keepAddresses(payment));
    }

    @Override
    public Mono<Void> update(Payment payment, long before) {
        return changing(database.sql(UPDATE), payment)
                .bind("before", before)
                .update()
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(payment.id() + " moved")))
                .then(keepAddresses(payment));
    }

    @Override
    public Mono<Payment> lock(PaymentId id) {
        return database.sql(LOCK).bind("id", id.value()).one(PostgresPayments::payment);
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return database.sql(FIND).bind("id", id.value()).one(PostgresPayments::payment);
    }

    private Mono<Void> keepAddresses(Payment payment) {
        return Flux.fromIterable(payment.terms().choices())
                .map(Choice::deposit)
                .distinct()
                .concatMap(it ->
                        database.sql(KEEP_ADDRESS)
                                .bind("family", it.family())
                                .bind("address", it.address())
                                .bind("id", payment.id().value())
                                .update())
                .then();
    }

    private static Sql changing(Sql sql, Payment payment) {
        var view = payment.view();
        var bound =
                sql.bind("id", payment.id().value())
                        .bind("terms", StoredJson.write(payment.terms()))
                        .bind("facts", StoredJson.write(payment.facts()))
                        .bind("view", StoredJson.write(view))
                        .bind("version", view.version())
                        .bind("status", view.status());
        return orNull(bound, "asset", view.asset());
    }

    private static Sql orNull(Sql sql, String name, @Nullable String value) {
        return value == null ? sql.bindNull(name, String.class) : sql.bind(name, value);
    }

    private static Payment payment(Row row) {
        return new Payment(
                new PaymentId(row.get("id", String.class)),
                new MerchantId(row.get("merchant", String.class)),
                StoredJson.read(row.get("terms", String.class), Terms.class),
                StoredJson.read(row.get("facts", String.class), Facts.class),
                StoredJson.read(row.get("view", String.class), PaymentView.class));
    }
}
