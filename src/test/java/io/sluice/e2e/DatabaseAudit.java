package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks in the tables for what must never be there. */
final class DatabaseAudit {

    private static final Duration PATIENCE = ofSeconds(10);

    private final String url;
    private final String user;
    private final String password;

    DatabaseAudit(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Fails unless all laws hold, soon: the last work may still be under way. */
    void check() throws SQLException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var broken = broken();
        while (!broken.isEmpty() && System.nanoTime() < end) {
            Pause.of(ofMillis(100));
            broken = broken();
        }
        assertThat(broken).isEmpty();
    }

    /** The laws that do not hold now, and what breaks them. */
    Map<String, List<List<String>>> broken() throws SQLException {
        var broken = new LinkedHashMap<String, List<List<String>>>();
        try (var connection = connect()) {
            for (var law : Law.ALL) {
                broken.put(law.text(), rows(connection, law.breaches()));
            }
        }
        broken.values().removeIf(List::isEmpty);
        return broken;
    }

    /** How many rows a table has. */
    long count(String table) throws SQLException {
        try (var connection = connect()) {
            var count = rows(connection, "SELECT count(*) FROM " + table);
            return Long.parseLong(count.getFirst().getFirst());
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static List<List<String>> rows(Connection connection, String query)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getObject(i)));
                }
                all.add(row);
            }
            return all;
        }
    }
}
