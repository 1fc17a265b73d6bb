package io.sluice.e2e;

import io.sluice.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** All that a merchant's requests can change, as the tables have it. */
final class MerchantState implements AutoCloseable {

    private static final String STATE =
            """
            WITH mine AS (SELECT id, version FROM payment WHERE merchant = ?)
            SELECT concat_ws(' ',
                   (SELECT count(*) || ':' || coalesce(sum(version), 0) FROM mine),
                   (SELECT count(*) FROM payment_event JOIN mine ON payment = mine.id),
                   (SELECT count(*) FROM outbound_transaction JOIN mine ON payment = mine.id),
                   (SELECT count(*) FROM transaction_hint JOIN mine ON payment = mine.id),
                   (SELECT count(*) FROM stream_ticket JOIN mine ON payment = mine.id),
                   (SELECT count(*) FROM wallet WHERE merchant = ?),
                   (SELECT count(*) FROM quote WHERE merchant = ?),
                   (SELECT merchant::text FROM merchant WHERE id = ?))
            """;

    private final Connection connection;
    private final PreparedStatement query;

    MerchantState(Sandbox sandbox, String merchant) throws SQLException {
        var database = sandbox.database();
        connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
        query = connection.prepareStatement(STATE);
        for (var at = 1; at <= 4; at++) {
            query.setString(at, merchant);
        }
    }

    /** Equal as long as nothing has changed. */
    String now() {
        try (var row = query.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no state");
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        query.close();
        connection.close();
    }
}
