package io.sluice.chaos;

import io.sluice.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the watchers wrote, read from the tables themselves. */
final class Recorded implements AutoCloseable {

    private final Connection connection;

    Recorded(TestDatabase database) throws SQLException {
        connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
    }

    /** How far the chain was read. */
    record Cursor(long height, String hash, long finalized) {}

    Optional<Cursor> cursor() throws SQLException {
        return all(
                        "SELECT height, hash, finalized FROM chain_cursor WHERE height IS NOT NULL",
                        row ->
                                new Cursor(
                                        row.getLong("height"),
                                        row.getString("hash"),
                                        row.getLong("finalized")))
                .stream()
                .findFirst();
    }

    /** The blocks that are held to be part of the chain. */
    Map<Long, String> blocks() throws SQLException {
        var blocks = new TreeMap<Long, String>();
        all(
                        "SELECT height, hash FROM block WHERE NOT orphaned",
                        row -> Map.entry(row.getLong("height"), row.getString("hash")))
                .forEach(it -> blocks.put(it.getKey(), it.getValue()));
        return blocks;
    }

    /** What is held to be paid. */
    List<Paid> paid() throws SQLException {
        return all(
                """
                SELECT id, address, asset, units, block_height, block_hash
                  FROM transfer WHERE state = 'INCLUDED'
                """,
                Recorded::paid);
    }

    /** Every transfer that was ever told of, in whatever state it is. */
    List<String> known() throws SQLException {
        return all("SELECT id FROM transfer", row -> row.getString("id"));
    }

    /** Transfers that were said to be included twice, and not to be gone in between. */
    List<String> toldTwice() throws SQLException {
        return all(
                """
                SELECT transfer FROM (
                    SELECT transfer, state,
                           lag(state) OVER (PARTITION BY transfer ORDER BY revision) AS before
                      FROM transfer_fact) AS facts
                 WHERE state = 'INCLUDED' AND before = 'INCLUDED'
                """,
                row -> row.getString("transfer"));
    }

    /** Transfers whose newest fact is another than what they are said to be. */
    List<String> contradicted() throws SQLException {
        return all(
                """
                SELECT id FROM transfer AS t
                 WHERE NOT EXISTS (SELECT 1 FROM transfer_fact AS f
                                    WHERE f.transfer = t.id AND f.revision = t.revision
                                      AND f.state = t.state AND f.units = t.units
                                      AND f.block_hash = t.block_hash)
                """,
                row -> row.getString("id"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface Reading<T> {

        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String query, Reading<T> reading) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        }
    }

    private static Paid paid(ResultSet row) throws SQLException {
        return new Paid(
                row.getString("id"),
                row.getString("address").toLowerCase(Locale.ROOT),
                row.getString("asset"),
                row.getObject("units", BigDecimal.class).toBigIntegerExact(),
                row.getLong("block_height"),
                row.getString("block_hash"));
    }
}
