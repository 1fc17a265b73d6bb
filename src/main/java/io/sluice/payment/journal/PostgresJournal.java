package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.merchant.MerchantId;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The journal in PostgreSQL, with wake-ups beside it. */
final class PostgresJournal implements Journal {

    private static final String LATEST =
            """
            SELECT payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM payment_event WHERE payment = :payment ORDER BY version DESC LIMIT 1
            """;

    private static final String AFTER =
            """
            SELECT payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM payment_event WHERE payment = :payment AND version > :version
             ORDER BY version LIMIT :limit
            """;

    private static final String AFTER_POSITION =
            """
            SELECT position, payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM journal JOIN payment_event USING (payment, version)
             WHERE position > :position ORDER BY position LIMIT :limit
            """;

    /**
     * Said so that only the index of owners gives this order: where the owner is merely equal, the
     * planner may walk along all positions and drop those of others.
     */
    static final String OF_MERCHANT =
            """
            SELECT position, payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM journal JOIN payment_event USING (payment, version)
             WHERE (owner, position) > (:merchant, :position)
               AND (owner, position) <= (:merchant, 9223372036854775807)
             ORDER BY owner, position LIMIT :limit
            """;

    /** Reads no more than asked for: the newest wait, the oldest were heard before. */
    private static final String UNPOSITIONED =
            """
            SELECT payment, version, id, merchant, closed,
                   convert_from(merchant_json, 'UTF8') AS merchant_json,
                   convert_from(payer_json, 'UTF8') AS payer_json
              FROM (SELECT payment, max(version) AS version, max(number) AS last
                      FROM (SELECT number, payment, version FROM journal_pending
                             ORDER BY number DESC LIMIT :limit) AS newest
                     GROUP BY payment) AS newest_of_payment
              JOIN payment_event USING (payment, version)
             ORDER BY last
            """;

    private final Database database;
    private final Flux<WakeUp> wakeUps;

    PostgresJournal(Database database, Flux<WakeUp> wakeUps) {
        this.database = database;
        this.wakeUps = wakeUps;
    }

    @Override
    public Mono<Mark> newest() {
        return database.sql("SELECT id, position FROM journal_head")
                .one(row -> new Mark(row.get("id", String.class), row.get("position", Long.class)));
    }

    @Override
    public Mono<JournalEvent> latest(PaymentId payment) {
        return database.sql(LATEST).bind("payment", payment.value()).one(PostgresJournal::event);
    }

    @Override
    public Flux<JournalEvent> after(PaymentId payment, long version, int limit) {
        return database.sql(AFTER)
                .bind("payment", payment.value())
                .bind("version", version)
                .bind("limit", limit)
                .all(PostgresJournal::event);
    }

    @Override
    public Mono<Long> head() {
        return database.sql("SELECT position FROM journal_head")
                .one(row -> row.get("position", Long.class));
    }

    @Override
    public Flux<Positioned> afterPosition(long position, int limit) {
        return database.sql(AFTER_POSITION)
                .bind("position", position)
                .bind("limit", limit)
                .all(PostgresJournal::positioned);
    }

    @Override
    public Flux<Positioned> ofMerchant(MerchantId merchant, long position, int limit) {
        return database.sql(OF_MERCHANT)
                .bind("merchant", merchant.value())
                .bind("position", position)
                .bind("limit", limit)
                .all(PostgresJournal::positioned);
    }

    @Override
    public Flux<JournalEvent> unpositioned(int limit) {
        return database.sql(UNPOSITIONED).bind("limit", limit).all(PostgresJournal::event);
    }

    @Override
    public Flux<WakeUp> wakeUps() {
        return wakeUps;
    }

    static Positioned positioned(Row row) {
        return new Positioned(row.get("position", Long.class), event(row));
    }

    private static JournalEvent event(Row row) {
        return new JournalEvent(
                row.get("id", String.class),
                new MerchantId(row.get("merchant", String.class)),
                new PaymentId(row.get("payment", String.class)),
                row.get("version", Long.class),
                row.get("closed", Boolean.class),
                json(row, "merchant_json"),
                json(row, "payer_json"));
    }

    /** Read as text: of bytes the driver makes twice as many digits, and looks at each. */
    private static byte[] json(Row row, String column) {
        return row.get(column, String.class).getBytes(UTF_8);
    }
}
