package io.sluice.platform.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * Whether the database answers, and has our newest migration. One whose connections are all at work
 * is busy, not away: were that unready, a burst would make all replicas so at once.
 */
final class DatabaseHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String MIGRATED =
            """
            SELECT EXISTS (
                SELECT FROM flyway_schema_history WHERE version = :newest AND success) AS yes
            """;

    private final Database database;
    private final PostgresConnections connections;
    private final String newest;

    DatabaseHealth(Database database, PostgresConnections connections, String newest) {
        this.database = database;
        this.connections = connections;
        this.newest = newest;
    }

    @Override
    public Mono<Health> health() {
        return database.sql(MIGRATED)
                .bind("newest", newest)
                .one(row -> row.get("yes", Boolean.class))
                .timeout(PATIENCE)
                .map(migrated -> migrated ? Health.up().build() : Health.outOfService().build())
                .onErrorResume(failure -> Mono.just(without(failure)));
    }

    private Health without(Throwable failure) {
        return connections.areAllLent() ? Health.up().build() : Health.down(failure).build();
    }
}
