package io.sluice.platform.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Whether the database answers, and is migrated far enough to be used. */
final class DatabaseHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String MIGRATED =
            "SELECT to_regclass('idempotency_key') IS NOT NULL AS yes";

    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Health> health() {
        return database.sql(MIGRATED)
                .one(row -> row.get("yes", Boolean.class))
                .timeout(PATIENCE)
                .map(migrated -> migrated ? Health.up().build() : Health.outOfService().build())
                .onErrorResume(failure -> Mono.just(Health.down(failure).build()));
    }
}
