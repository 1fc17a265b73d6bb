package io.sluice.payment.journal;

import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import io.sluice.platform.database.Database;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps events in PostgreSQL. */
final class PostgresEvents implements EventStore {

    private static final String APPEND =
            """
            WITH event AS (
                INSERT INTO payment_event
                       (payment, version, id, merchant, closed, merchant_json, payer_json)
                VALUES (:payment, :version, :id, :merchant, :closed, :merchant_json, :payer_json))
            INSERT INTO journal_pending (payment, version) VALUES (:payment, :version)
            """;

    /** First, so that what is moved is read after every other relay's commit. */
    private static final String LOCK = "SELECT position FROM journal_head FOR UPDATE";

    private static final String MOVE =
            """
            WITH moved AS (
                DELETE FROM journal_pending
                 WHERE number IN (SELECT number FROM journal_pending ORDER BY number LIMIT :limit)
                RETURNING number, payment, version),
            placed AS (
                INSERT INTO journal (position, owner, payment, version)
                SELECT head.position + row_number() OVER (ORDER BY number),
                       merchant, payment, version
                  FROM moved
                       JOIN payment_event USING (payment, version)
                       CROSS JOIN journal_head AS head
                RETURNING position, payment, version),
            advanced AS (
                UPDATE journal_head SET position = position + (SELECT count(*) FROM moved))
            SELECT position, payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM placed JOIN payment_event USING (payment, version)
             ORDER BY placed.position
            """;

    private final Database database;

    PostgresEvents(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> append(JournalEvent event) {
        return database.sql(APPEND)
                .bind("payment", event.payment().value())
                .bind("version", event.version())
                .bind("id", event.id())
                .bind("merchant", event.merchant().value())
                .bind("closed", event.closed())
                .bind("merchant_json", event.merchantJson())
                .bind("payer_json", event.payerJson())
                .update()
                .then();
    }

    @Override
    public Mono<List<Positioned>> place(int limit) {
        return lock().then(moved(limit));
    }

    private Mono<Long> lock() {
        return database.sql(LOCK).one(row -> row.get("position", Long.class));
    }

    private Mono<List<Positioned>> moved(int limit) {
        return database.sql(MOVE)
                .bind("limit", limit)
                .all(PostgresJournal::positioned)
                .collectList();
    }
}
