package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A server process that stops answering costs the units that met it, and nobody after them. */
class FrozenBackendTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Database database = database();
    private final Queue<Integer> frozen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void thaw() {
        Flux.fromIterable(frozen)
                .concatMap(process -> signal("CONT", process))
                .as(StepVerifier::create)
                .expectNextCount(frozen.size())
                .verifyComplete();
    }

    @Test
    void givesUpUnitsAtTheirDeadlineAndGoesOnWithNewConnections() {
        var unit = database.atomically(freeze().then(process()));

        Flux.range(0, CONNECTIONS)
                .flatMap(
                        _ -> unit.map(_ -> "done").onErrorResume(FrozenBackendTests::name),
                        CONNECTIONS)
                .as(StepVerifier::create)
                .expectNext("Overdue", "Overdue")
                .expectComplete()
                .verify(PATIENCE);

        Flux.range(0, 20)
                .flatMap(_ -> database.atomically(process()), 5)
                .as(StepVerifier::create)
                .expectNextCount(20)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(meters.counter("sluice.database.units.overdue").count()).isEqualTo(CONNECTIONS);
    }

    @Test
    void saysThatNobodyKnowsWhenTheCommitIsNotAnswered() {
        database.atomically(freeze())
                .as(StepVerifier::create)
                .expectError(DatabaseFailure.OutcomeUnknown.class)
                .verify(PATIENCE);
    }

    @Test
    void givesUpASingleStatementToo() {
        var process = freeze().block(PATIENCE);

        database.sql("SELECT 1")
                .update()
                .as(StepVerifier::create)
                .expectError(DatabaseFailure.Overdue.class)
                .verify(PATIENCE);
        process()
                .as(StepVerifier::create)
                .assertNext(next -> assertThat(next).isNotEqualTo(process))
                .expectComplete()
                .verify(PATIENCE);
    }

    private Mono<Integer> process() {
        return database.sql("SELECT pg_backend_pid() AS process")
                .one(row -> row.get("process", Integer.class));
    }

    private Mono<Integer> freeze() {
        return process().doOnNext(frozen::add).delayUntil(process -> signal("STOP", process));
    }

    private static Mono<Integer> signal(String name, int process) {
        return Mono.fromCallable(() ->
                        new ProcessBuilder("kill", "-" + name, "" + process).start().waitFor())
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<String> name(Throwable failure) {
        return Mono.just(failure.getClass().getSimpleName());
    }

    private Database database() {
        var fresh = TestDatabase.fresh();
        return Databases.open(
                Databases.options(fresh.r2dbcUrl(), fresh.user(), fresh.password()),
                Databases.limits(
                        Map.of(
                                "connections", "" + CONNECTIONS,
                                "connect", "20s",
                                "acquire", "20s",
                                "statement", "500ms",
                                "deadline", "800ms")),
                meters);
    }
}
