package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.TestDatabase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Clients who hang up must not hurt others. Where a cancel reaches the driver, answers shift by one
 * on a shared connection: acknowledged writes are lost, transactions torn, rows given to strangers.
 */
class CancelStormTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Database database = database();
    private final StormServer server = new StormServer(database);

    @BeforeEach
    void createTables() {
        Flux.just("first_half", "second_half")
                .concatMap(it -> database.sql("CREATE TABLE %s (n bigint)".formatted(it)).update())
                .as(StepVerifier::create)
                .expectNextCount(2)
                .verifyComplete();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void losesNoAcknowledgedWriteAndTearsNoTransaction() {
        survives(6_000, 1);
    }

    @Test
    @Tag("full")
    void survivesALongStorm() {
        survives(200_000, ThreadLocalRandom.current().nextLong());
    }

    private void survives(int requests, long seed) {
        var clients = new StormClients(server.port(), seed);

        clients.storm(requests)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(Duration.ofMinutes(9));
        untilNothingRuns().as(StepVerifier::create).expectComplete().verify(Duration.ofSeconds(5));

        var first = rows("first_half");
        assertThat(clients.wrong).as("answers meant for others, seed %d", seed).isEmpty();
        assertThat(rows("second_half")).as("torn, seed %d", seed).isEqualTo(first);
        assertThat(first).as("lost, seed %d", seed).containsAll(clients.acknowledged);
        assertThat(clients.cutOff).hasValueLessThan(requests / 100);
        assertThat(clients.hungUp).hasValueGreaterThan(requests / 10);
        assertThat(clients.acknowledged).hasSizeGreaterThan(requests / 10);
        assertThat(meters.counter("sluice.database.units.in.doubt").count()).isZero();
        assertThat(meters.get("sluice.database.connections.lent").gauge().value()).isZero();
    }

    private Mono<Void> untilNothingRuns() {
        var running = meters.get("sluice.database.units.running").gauge();
        return Flux.interval(Duration.ofMillis(20)).takeUntil(_ -> running.value() == 0).then();
    }

    private Set<Long> rows(String table) {
        var rows =
                database.sql("SELECT n FROM %s LIMIT 1000000".formatted(table))
                        .all(row -> row.get("n", Long.class))
                        .collect(Collectors.toSet())
                        .block(Duration.ofSeconds(10));
        return rows == null ? Set.of() : rows;
    }

    private Database database() {
        var fresh = TestDatabase.fresh();
        return Databases.open(
                Databases.options(fresh.r2dbcUrl(), fresh.user(), fresh.password()),
                Databases.limits(Databases.PATIENT),
                meters);
    }
}
