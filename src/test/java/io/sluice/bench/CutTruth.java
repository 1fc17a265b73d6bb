package io.sluice.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** What the database says was committed: a hash of what each version tells a payer. */
final class CutTruth {

    private static final int AT_ONCE = 1_000;

    private static final String ALL =
            "SELECT payment, version, convert_from(payer_json, 'UTF8') AS json FROM payment_event";

    private final Map<String, NavigableMap<Long, Integer>> payments = new HashMap<>();

    private CutTruth() {}

    static CutTruth read(Connection database) {
        var truth = new CutTruth();
        try (var question = database.prepareStatement(ALL)) {
            // Only within a transaction are rows read some at a time.
            database.setAutoCommit(false);
            question.setFetchSize(AT_ONCE);
            try (var rows = question.executeQuery()) {
                while (rows.next()) {
                    truth.payments
                            .computeIfAbsent(rows.getString("payment"), _ -> new TreeMap<>())
                            .put(rows.getLong("version"), rows.getString("json").hashCode());
                }
            }
            database.setAutoCommit(true);
            return truth;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    NavigableMap<Long, Integer> of(int payment) {
        return Objects.requireNonNull(payments.get(StormPayments.id(payment)));
    }
}
