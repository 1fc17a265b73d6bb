package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PostgresConnectionsTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** Of each two that are taken for a connection one is idle. */
    @Test
    void haveAllTheirThreadsAtWork() {
        var threads = Runtime.getRuntime().availableProcessors() | 1;
        var postgres = TestDatabase.fresh();
        var connections =
                new PostgresConnections(
                        Databases.options(
                                postgres.r2dbcUrl(), postgres.user(), postgres.password()),
                        Databases.limits(
                                Map.of(
                                        "connections", String.valueOf(2 * threads),
                                        "acquire", "20s",
                                        "connect", "20s")));
        var answering = new HashSet<String>();

        for (var at = 0; at < 2 * threads; at++) {
            var lent = Objects.requireNonNull(connections.borrow().block(LONG));
            var answer = Mono.from(lent.poolable().createStatement("SELECT 1").execute());
            answering.add(answer.map(_ -> Thread.currentThread().getName()).block(LONG));
        }

        connections.close();
        assertThat(answering).hasSize(threads).allMatch(it -> it.startsWith("postgres-"));
    }
}
