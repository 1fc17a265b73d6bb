package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills the gateway without warning; needs a world of its own. */
class KillTests {

    final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenBlockAndDerivation() throws SQLException {
        var properties = sandbox.properties();
        List<Payment> payments;
        try (var gateway = GatewayProcess.start(properties);
                var held = connect()) {
            payments = openAndSend(World.with(sandbox, gateway.url()));
            held.setAutoCommit(false);
            assertThat(count(held, "SELECT id FROM payment FOR NO KEY UPDATE"))
                    .isEqualTo(payments.size());
            sandbox.chain().mine(1);
            Eventually.holds(ofSeconds(10), this::hasRecordedTheBlock);
            gateway.kill();
        }
        assertThat(derived()).isZero();

        try (var gateway = GatewayProcess.start(properties)) {
            settles(World.with(sandbox, gateway.url()), payments);
        }
    }

    @Test
    @Tag("full")
    void losesAndDoublesNothingWheneverItDies() throws SQLException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var properties = sandbox.properties();
        List<Payment> payments;
        try (var gateway = GatewayProcess.start(properties)) {
            payments = openAndSend(World.with(sandbox, gateway.url()));
            sandbox.chain().mine(1);
            LockSupport.parkNanos(ofMillis(random.nextInt(400)).toNanos());
            gateway.kill();
        }
        for (var i = 0; i < 6; i++) {
            try (var gateway = GatewayProcess.start(properties)) {
                sandbox.chain().mine(1);
                LockSupport.parkNanos(ofMillis(random.nextInt(400)).toNanos());
                gateway.kill();
            }
        }
        try (var gateway = GatewayProcess.start(properties)) {
            assertThat(gateway.pid()).as("seed %d", seed).isPositive();
            settles(World.with(sandbox, gateway.url()), payments);
        }
    }

    @Test
    @Tag("full")
    void doesNotExpireWhatWasPaidInTimeWhileItWasAwayOverTheDeadline() {
        var properties = sandbox.properties();
        Payment payment;
        Instant deadline;
        try (var gateway = GatewayProcess.start(properties)) {
            var world = World.with(sandbox, gateway.url());
            var partner = world.newPartner();
            var _ = partner.open("25.00");
            payment = partner.openShort(sandbox.token().assetId());
            deadline = Instant.parse(payment.view().get("expires_at").asString());
            world.send(payment, payment.due());
            gateway.kill();
        }
        sandbox.chain().mine(1);
        assertThat(sandbox.chain().time(sandbox.chain().height())).isBefore(deadline);
        Eventually.holds(ofSeconds(30), () -> Instant.now().isAfter(deadline.plusSeconds(1)));
        sandbox.chain().advance(ofSeconds(60));
        try (var gateway = GatewayProcess.start(properties)) {
            assertThat(gateway.pid()).isPositive();
            payment.becomes("processing");
            assertThat(payment.exceptions()).isEmpty();
        }
    }

    private static List<Payment> openAndSend(World world) {
        var partner = world.newPartner();
        var payments = IntStream.range(0, 10).mapToObj(_ -> partner.open("25.00")).toList();
        payments.forEach(payment -> world.send(payment, payment.due()));
        return payments;
    }

    private static void settles(World world, List<Payment> payments) {
        for (var payment : payments) {
            Eventually.holds(ofSeconds(20), () -> !payment.status().equals("awaiting_payment"));
        }
        world.makeFinal();
        for (var payment : payments) {
            Eventually.holds(ofSeconds(20), () -> payment.status().equals("settled"));
            var view = payment.view();
            assertThat(view.at("/amounts/final/units").asLong()).isEqualTo(payment.due());
            assertThat(view.get("transfers")).hasSize(1);
            assertThat(payment.versions()).isEqualTo(upTo(view.get("version").asLong()));
        }
    }

    private static List<String> upTo(long version) {
        return LongStream.rangeClosed(1, version).mapToObj(Long::toString).toList();
    }

    private boolean hasRecordedTheBlock() {
        try (var connection = connect()) {
            return count(
                            connection,
                            "SELECT chain FROM chain_cursor WHERE height >= "
                                    + sandbox.chain().height())
                    == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long derived() throws SQLException {
        try (var connection = connect()) {
            return count(connection, "SELECT id FROM payment WHERE version > 1");
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private Connection connect() throws SQLException {
        var database = sandbox.database();
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
