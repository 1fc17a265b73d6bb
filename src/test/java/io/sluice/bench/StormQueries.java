package io.sluice.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Counts the statements that PostgreSQL runs about single payments. */
final class StormQueries {

    private static final String ALLOWED = "SELECT %AS one FROM payment WHERE id = %";
    private static final String PAYMENTS = "%FROM payment WHERE id = %";
    private static final String EVENTS = "%FROM payment_event WHERE payment = %";

    private static final String CALLS =
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE ?";

    private final Connection database;

    private StormQueries(Connection database) {
        this.database = database;
    }

    /** From now on. */
    static StormQueries count(Connection database) {
        try (var statement = database.createStatement()) {
            var _ = statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            var _ = statement.execute("SELECT pg_stat_statements_reset()");
            return new StormQueries(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether somebody may listen. */
    long ofAccess() {
        return calls(ALLOWED);
    }

    /** What a payment is, to tell how deep it is: for as many a second as take turns. */
    long ofDepths() {
        return calls(PAYMENTS) - ofAccess();
    }

    /** What is newest, and what came after something. */
    long ofEvents() {
        return calls(EVENTS);
    }

    private long calls(String like) {
        try (var question = database.prepareStatement(CALLS)) {
            question.setString(1, like);
            try (var row = question.executeQuery()) {
                var _ = row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
