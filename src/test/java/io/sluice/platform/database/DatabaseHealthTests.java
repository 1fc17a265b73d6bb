package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.health.contributor.Status.DOWN;
import static org.springframework.boot.health.contributor.Status.OUT_OF_SERVICE;
import static org.springframework.boot.health.contributor.Status.UP;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.sluice.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class DatabaseHealthTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DatabaseProperties ONE_CONNECTION =
            Databases.limits(Map.of("connections", "1", "acquire", "300ms", "connect", "20s"));

    private final TestDatabase postgres = TestDatabase.fresh();
    private final PostgresConnections connections = connections(postgres.r2dbcUrl());

    @Test
    void isUpOnlyWithOurNewestMigration() throws IOException {
        warmUp();

        var newest = HealthConfiguration.newestMigration();

        assertThat(newest).matches("[0-9]{3}").isGreaterThanOrEqualTo("005");
        assertThat(status(connections, newest)).isEqualTo(UP);
        assertThat(status(connections, "999")).isEqualTo(OUT_OF_SERVICE);
    }

    @Test
    void isUpWhileEveryConnectionIsAtWork() {
        var lent = Objects.requireNonNull(connections.borrow().block(LONG));

        assertThat(status(connections, "999")).isEqualTo(UP);

        lent.release().block(LONG);
        assertThat(status(connections, "999")).isEqualTo(OUT_OF_SERVICE);
    }

    @Test
    void isDownWhenNoConnectionCanBeMade() {
        assertThat(status(connections("r2dbc:postgresql://127.0.0.1:1/none"), "001"))
                .isEqualTo(DOWN);
    }

    /** The first connection of a busy machine may take longer than a probe waits. */
    private void warmUp() {
        Objects.requireNonNull(connections.borrow().block(LONG)).release().block(LONG);
    }

    private static Status status(PostgresConnections connections, String newest) {
        var meters = new SimpleMeterRegistry();
        var database = Databases.open(connections, ONE_CONNECTION, meters);
        var health = new DatabaseHealth(database, connections, newest).health().block(LONG);
        return Objects.requireNonNull(health).getStatus();
    }

    private PostgresConnections connections(String url) {
        ConnectionFactoryOptions where =
                Databases.options(url, postgres.user(), postgres.password());
        return new PostgresConnections(where, ONE_CONNECTION);
    }
}
