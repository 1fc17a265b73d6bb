package io.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;

/** Copies of one payment that was really opened, and what the database says of them. */
final class StormPayments {

    private static final String COPY_PAYMENTS =
            """
            INSERT INTO payment (id, merchant, terms, facts, view, version, status, reference,
                                 asset, created_at)
            SELECT it.id, merchant, replace(terms::text, payment.id, it.id)::jsonb,
                   replace(facts::text, payment.id, it.id)::jsonb,
                   replace(view::text, payment.id, it.id)::jsonb,
                   version, status, reference, asset, created_at
              FROM payment, (SELECT 'pay_' || lpad(n::text, 26, '0') AS id
                               FROM generate_series(0, ? - 1) AS n) AS it
             WHERE payment.id = ?
            """;

    private static final String COPY_EVENTS =
            """
            WITH copied AS (
                INSERT INTO payment_event (payment, version, id, merchant, closed, merchant_json,
                                           payer_json)
                SELECT it.id, version, 'evt_copy_' || it.n, merchant, closed,
                       convert_to(replace(convert_from(merchant_json, 'UTF8'), payment, it.id),
                                  'UTF8'),
                       convert_to(replace(convert_from(payer_json, 'UTF8'), payment, it.id),
                                  'UTF8')
                  FROM (SELECT * FROM payment_event WHERE payment = ?
                         ORDER BY version DESC LIMIT 1) AS newest,
                       (SELECT n, 'pay_' || lpad(n::text, 26, '0') AS id
                          FROM generate_series(0, ? - 1) AS n) AS it
                RETURNING payment, version)
            INSERT INTO journal_pending (payment, version) SELECT payment, version FROM copied
            """;

    private static final String NEWEST =
            "SELECT payment, max(version) AS version FROM payment_event GROUP BY payment";

    private static final String TEMPLATE =
            """
            SELECT merchant, version, convert_from(merchant_json, 'UTF8') AS json,
                   convert_from(payer_json, 'UTF8') AS payer
              FROM payment_event WHERE payment = ? ORDER BY version DESC LIMIT 1
            """;

    private final Connection database;
    private final int count;
    private final Template template;

    private StormPayments(Connection database, int count, Template template) {
        this.database = database;
        this.count = count;
        this.template = template;
    }

    /**
     * What all of them begin with.
     *
     * @param id of the payment that was opened
     */
    record Template(String id, String merchant, long version, String json, String payerJson) {

        /** The same said of another payment, at the time it was due. */
        byte[] json(String payment, String padding, long due) {
            return said(json, payment, padding, due);
        }

        byte[] payerJson(String payment, String padding, long due) {
            return said(payerJson, payment, padding, due);
        }

        private byte[] said(String what, String payment, String padding, long due) {
            var open = what.substring(0, what.lastIndexOf('}')).replace(id, payment);
            return "%s,\"padding\":\"%s\",\"due\":%d}"
                    .formatted(open, padding, due)
                    .getBytes(UTF_8);
        }
    }

    static StormPayments copy(Connection database, String opened, int count) throws SQLException {
        try (var payments = database.prepareStatement(COPY_PAYMENTS);
                var events = database.prepareStatement(COPY_EVENTS);
                var vacuum = database.createStatement()) {
            payments.setInt(1, count);
            payments.setString(2, opened);
            var _ = payments.executeUpdate();
            events.setString(1, opened);
            events.setInt(2, count);
            var _ = events.executeUpdate();
            var _ = vacuum.execute("ANALYZE");
        }
        return new StormPayments(database, count, template(database, opened));
    }

    static String id(int payment) {
        return "pay_%026d".formatted(payment);
    }

    int count() {
        return count;
    }

    Template template() {
        return template;
    }

    /** The newest version of each, as the database has it. */
    AtomicLongArray newest() {
        var newest = new AtomicLongArray(count);
        try (var question = database.prepareStatement(NEWEST);
                var rows = question.executeQuery()) {
            while (rows.next()) {
                var id = rows.getString("payment");
                if (!id.equals(template.id())) {
                    newest.set(Integer.parseInt(id.substring(4)), rows.getLong("version"));
                }
            }
            return newest;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Template template(Connection database, String id) throws SQLException {
        try (var question = database.prepareStatement(TEMPLATE)) {
            question.setString(1, id);
            try (var row = question.executeQuery()) {
                var _ = row.next();
                return new Template(
                        id,
                        row.getString("merchant"),
                        row.getLong("version"),
                        row.getString("json"),
                        row.getString("payer"));
            }
        }
    }
}
