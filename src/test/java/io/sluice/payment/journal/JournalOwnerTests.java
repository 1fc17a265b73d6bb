package io.sluice.payment.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose each event in the journal is, in a real database. */
class JournalOwnerTests {

    private static final String EVENTS =
            """
            INSERT INTO payment_event
                   (payment, version, id, merchant, closed, merchant_json, payer_json)
            SELECT 'pay_' || it, 1, 'evt_' || it, %s, false, '{}', '{}'
              FROM generate_series(%d, %d) AS it
            """;
    private static final String POSITIONS =
            "INSERT INTO journal (position, payment, version)"
                    + " SELECT it, 'pay_' || it, 1 FROM generate_series(%d, %d) AS it";

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void isKnownOfWhatWasThereBefore() throws SQLException, IOException {
        execute("DROP FUNCTION journal_owner CASCADE; ALTER TABLE journal DROP COLUMN owner");
        execute(EVENTS.formatted("'shop_' || it", 1, 3));
        execute(POSITIONS.formatted(1, 3));

        execute(migration());

        assertThat(read("SELECT owner FROM journal ORDER BY position"))
                .containsExactly("shop_1", "shop_2", "shop_3");
    }

    @Test
    void isKnownOfWhatAReplicaOfTheReleaseBeforePlaces() throws SQLException {
        execute(EVENTS.formatted("'shop_' || it", 1, 2));
        execute(POSITIONS.formatted(1, 2));

        assertThat(read("SELECT owner FROM journal ORDER BY position"))
                .containsExactly("shop_1", "shop_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANALYZE", "SELECT 1"})
    void hasAMerchantReadWithoutALookAtOthers(String before) throws SQLException {
        execute(EVENTS.formatted("CASE WHEN it % 3 = 0 THEN 'large' ELSE 'huge' END", 1, 20_000));
        execute(EVENTS.formatted("'small'", 20_001, 20_003));
        execute(POSITIONS.formatted(1, 20_003));
        execute(before);
        execute("SET plan_cache_mode = force_generic_plan");
        execute("PREPARE reading (text, bigint, int) AS " + numbered(PostgresJournal.OF_MERCHANT));

        for (var merchant : List.of("small", "large", "nobody")) {
            var plan = read("EXPLAIN ANALYZE EXECUTE reading ('%s', 0, 9)".formatted(merchant));

            assertThat(String.join("\n", plan))
                    .contains("journal_of_owner")
                    .doesNotContain("Seq Scan", "Rows Removed", "Sort");
        }
    }

    private static String numbered(String sql) {
        return sql.replace(":merchant", "$1").replace(":position", "$2").replace(":limit", "$3");
    }

    private static String migration() throws IOException {
        var script = JournalOwnerTests.class.getResource("/db/migration/V022__firehose.sql");
        try (var text = Objects.requireNonNull(script).openStream()) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        }
    }

    private List<String> read(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var first = new ArrayList<String>();
            while (rows.next()) {
                first.add(rows.getString(1));
            }
            return first;
        }
    }
}
