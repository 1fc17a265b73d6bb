package io.sluice.payment.ledger;

import io.sluice.chain.ChainView;
import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.platform.database.Database;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps marks in PostgreSQL. */
final class PostgresMarks implements MarkStore {

    private static final String MARK_TOUCHED =
            """
            INSERT INTO payment_mark (payment)
            SELECT payment FROM payment_address WHERE family = :family AND address = ANY(:touched)
            """;

    /**
     * Skips what is marked already: a threshold stays where it is until it was acted upon. A block
     * that reaches very many marks some of them, so that it is never too much to commit; the next
     * block or round marks more.
     */
    private static final String MARK_REACHED =
            """
            INSERT INTO payment_mark (payment)
            SELECT due.payment
              FROM (VALUES (:height_cause, :height::bigint), (:safe_cause, :safe::bigint),
                           (:final_cause, :finalized::bigint), (:time_cause, :time::bigint))
                   AS reached (cause, value)
              JOIN payment_due AS due
                ON due.chain = :chain AND due.cause = reached.cause
               AND due.threshold <= reached.value
             WHERE NOT EXISTS (SELECT 1 FROM payment_mark WHERE payment = due.payment)
             LIMIT :limit
            """;

    private static final String MARK_CLOCK =
            """
            INSERT INTO payment_mark (payment)
            SELECT payment FROM payment_due AS due
             WHERE chain = '' AND cause = :cause AND threshold <= :now
               AND NOT EXISTS (SELECT 1 FROM payment_mark WHERE payment = due.payment)
             LIMIT :limit
            """;

    private static final String MARKED =
            """
            SELECT payment FROM payment_mark WHERE not_before <= now()
             GROUP BY payment ORDER BY min(id) LIMIT :limit
            """;

    private static final String UNMARK = "DELETE FROM payment_mark WHERE payment = :payment";

    private static final String PUT_OFF =
            """
            UPDATE payment_mark SET not_before = now() + interval '2 seconds'
             WHERE payment = :payment
            """;

    private final Database database;

    PostgresMarks(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> markTouched(String family, Collection<String> addresses) {
        return database.sql(MARK_TOUCHED)
                .bind("family", family)
                .bind("touched", addresses.toArray(String[]::new))
                .update()
                .then();
    }

    @Override
    public Mono<Long> markReached(ChainView view) {
        return database.sql(MARK_REACHED)
                .bind("chain", view.chain().value())
                .bind("height_cause", Cause.HEIGHT.name())
                .bind("height", view.height())
                .bind("safe_cause", Cause.SAFE.name())
                .bind("safe", view.safe())
                .bind("final_cause", Cause.FINALIZED.name())
                .bind("finalized", view.finalized())
                .bind("time_cause", Cause.CHAIN_TIME.name())
                .bind("time", view.readThrough().toEpochMilli())
                .bind("limit", AT_ONCE)
                .update();
    }

    @Override
    public Mono<Long> markClock(Instant now) {
        return database.sql(MARK_CLOCK)
                .bind("cause", Cause.CLOCK.name())
                .bind("now", now.toEpochMilli())
                .bind("limit", AT_ONCE)
                .update();
    }

    @Override
    public Flux<PaymentId> marked(int limit) {
        return database.sql(MARKED)
                .bind("limit", limit)
                .all(row -> new PaymentId(row.get("payment", String.class)));
    }

    @Override
    public Mono<Long> unmark(PaymentId payment) {
        return database.sql(UNMARK).bind("payment", payment.value()).update();
    }

    @Override
    public Mono<Void> putOff(PaymentId payment) {
        return database.sql(PUT_OFF).bind("payment", payment.value()).update().then();
    }
}
