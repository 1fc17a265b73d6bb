package io.sluice.e2e;

import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the moment in which a block with a payment is at the nodes until the
 * payment is counted by a committed change in the journal, with everything real and on one machine.
 */
public final class BlockToJournal {

    private static final int WARM_UP = 10;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(1);

    private static final String JOURNALED =
            """
            SELECT count(*) FROM payment_event WHERE payment = ? AND version > 1
               AND position('"processing"' IN convert_from(merchant_json, 'UTF8')) > 0
            """;

    private BlockToJournal() {}

    /** One time for each of {@code blocks} blocks, in milliseconds. */
    public static List<Double> measure(int blocks) throws SQLException {
        var sandbox = Sandbox.start(Sandbox.Options.manual());
        try (var gateway = GatewayProcess.start(sandbox.properties());
                var connection = connect(sandbox);
                var journaled = connection.prepareStatement(JOURNALED)) {
            var world = World.with(sandbox, gateway.url());
            var partner = world.newPartner();
            var times = new ArrayList<Double>();
            for (var block = 0; block < WARM_UP + blocks; block++) {
                var payment = partner.open("25.00");
                world.send(payment, payment.due());
                sandbox.chain().mine(1);
                times.add(millisUntil(journaled, payment.id()));
            }
            return List.copyOf(times.subList(WARM_UP, times.size()));
        } finally {
            sandbox.close();
        }
    }

    private static Connection connect(Sandbox sandbox) throws SQLException {
        var database = sandbox.database();
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static double millisUntil(PreparedStatement journaled, String payment)
            throws SQLException {
        var began = System.nanoTime();
        journaled.setString(1, payment);
        while (!isThere(journaled)) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException("the payment's change is not in the journal");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static boolean isThere(PreparedStatement journaled) throws SQLException {
        try (var rows = journaled.executeQuery()) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }
}
