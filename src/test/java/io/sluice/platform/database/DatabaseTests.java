package io.sluice.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.sluice.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** All of a unit happens or nothing does, whoever joins, fails or stops listening. */
class DatabaseTests {

    private final Database database = TestDatabase.fresh().database();

    @BeforeEach
    void createTable() {
        database.sql("CREATE TABLE note (text text PRIMARY KEY, rank bigint)")
                .update()
                .as(StepVerifier::create)
                .expectNext(0L)
                .verifyComplete();
    }

    @Test
    void readsWhatWasWritten() {
        write("b", 2).then(write("a", 1)).as(StepVerifier::create).expectNext(1L).verifyComplete();

        assertThat(notes()).containsExactly("a", "b");
        rank("a").as(StepVerifier::create).expectNext(1L).verifyComplete();
        rank("z").as(StepVerifier::create).verifyComplete();
    }

    @Test
    void undoesEverythingWhenAnythingFails() {
        database.atomically(
                        write("a", 1).then(database.atomically(write("b", 2))).then(write("a", 3)))
                .as(StepVerifier::create)
                .verifyError(R2dbcDataIntegrityViolationException.class);

        assertThat(notes()).isEmpty();
    }

    @Test
    void undoesOnlyTheGuardedPartAndPassesItsFailureOn() {
        var part =
                database.atomically(
                        write("b", 2).then(Mono.<Long>error(new IllegalArgumentException())));

        database.atomically(
                        write("a", 1)
                                .then(database.undoingOnError(part))
                                .onErrorResume(IllegalArgumentException.class, _ -> write("c", 3)))
                .as(StepVerifier::create)
                .expectNext(1L)
                .verifyComplete();

        assertThat(notes()).containsExactly("a", "c");
    }

    @Test
    void doesNotCommitHalfAUnitWhenAJoinedPartsFailureIsSwallowed() {
        var part = database.atomically(write("b", 2).then(Mono.<Long>error(new Exception("no"))));

        database.atomically(write("a", 1).then(part.onErrorComplete()))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);

        assertThat(notes()).isEmpty();
    }

    @Test
    void doesNotTakeTheServersRollbackForACommit() {
        var twice = write("a", 1).then(write("a", 1).onErrorComplete());

        database.atomically(twice)
                .as(StepVerifier::create)
                .verifyError(R2dbcRollbackException.class);

        assertThat(notes()).isEmpty();
    }

    @Test
    void commitsTheWorkOfACallerWhoStoppedListening() {
        var begun = Sinks.<Void>empty();
        var caller =
                database.atomically(
                                write("a", 1)
                                        .doOnNext(_ -> begun.tryEmitEmpty().orThrow())
                                        .then(pause())
                                        .then(write("b", 2)))
                        .subscribe();

        begun.asMono().as(StepVerifier::create).verifyComplete();
        caller.dispose();

        Mono.defer(() -> names().collectList())
                .repeat()
                .takeUntil(List.of("a", "b")::equals)
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void tellsAfterTheCommitAndOnlyWhatWasNotUndone() {
        var told = new ConcurrentLinkedQueue<String>();
        var heard = Sinks.<Void>empty();
        var undone = tell(told, "undone").then(Mono.<Void>error(new Exception("no")));

        database.atomically(
                        tell(told, "first")
                                .then(database.undoingOnError(undone).onErrorComplete())
                                .then(database.afterCommit(() -> Mono.error(new Exception("deaf"))))
                                .then(tell(told, "last"))
                                .then(database.afterCommit(() -> ended(heard)))
                                .then(Mono.fromSupplier(told::isEmpty)))
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();

        heard.asMono().as(StepVerifier::create).expectComplete().verify(Duration.ofSeconds(5));
        assertThat(told).containsExactly("first", "last");
    }

    @Test
    void runsAUnitAgainThatWasADeadlocksVictim() {
        write("a", 0).then(write("b", 0)).as(StepVerifier::create).expectNext(1L).verifyComplete();
        var attempts = new AtomicInteger();

        Flux.merge(add("a", "b", attempts), add("b", "a", attempts))
                .as(StepVerifier::create)
                .expectNextCount(2)
                .verifyComplete();

        assertThat(attempts.get()).isGreaterThan(2);
        rank("a").as(StepVerifier::create).expectNext(2L).verifyComplete();
        rank("b").as(StepVerifier::create).expectNext(2L).verifyComplete();
    }

    @Test
    void givesUpOnAUnitThatIsAlwaysAVictimWithItsLastFailure() {
        var attempts = new AtomicInteger();
        var victim =
                Mono.defer(() ->
                        database.sql(
                                        """
                                        DO $$ BEGIN
                                            RAISE EXCEPTION 'attempt %s' USING ERRCODE = '40001';
                                        END $$
                                        """
                                                .formatted(attempts.incrementAndGet()))
                                .update());

        database.atomically(victim)
                .as(StepVerifier::create)
                .verifyErrorMatches(it -> String.valueOf(it.getMessage()).contains("attempt 5"));

        assertThat(attempts).hasValue(5);
    }

    @Test
    void readsAResultToItsEndWhenARowMakesNoSense() {
        var many = database.sql("SELECT n FROM generate_series(1, :n) AS n").bind("n", 1000);

        Flux.range(0, 50)
                .concatMap(_ ->
                        many.all(row -> 1 / (row.get("n", Integer.class) - 7)).onErrorComplete())
                .as(StepVerifier::create)
                .verifyComplete();

        many.all(row -> row.get("n", Integer.class))
                .count()
                .as(StepVerifier::create)
                .expectNext(1000L)
                .verifyComplete();
    }

    @Test
    void refusesMoreThanOneRowWhereOneIsExpected() {
        write("a", 1).then(write("b", 2)).as(StepVerifier::create).expectNext(1L).verifyComplete();

        database.sql("SELECT text FROM note")
                .one(row -> row.get("text", String.class))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);
    }

    @Test
    void refusesNamesItDoesNotKnowAndValuesItWasNotGiven() {
        var sql = database.sql("SELECT :a");

        assertThatThrownBy(() -> sql.bind("b", 1)).isInstanceOf(IllegalArgumentException.class);
        sql.update().as(StepVerifier::create).verifyErrorMessage("no value for :a in SELECT $1");
    }

    private Mono<Long> write(String text, long rank) {
        return database.sql("INSERT INTO note (text, rank) VALUES (:text, :rank)")
                .bind("text", text)
                .bind("rank", rank)
                .update();
    }

    private Mono<Long> rank(String text) {
        return database.sql("SELECT rank FROM note WHERE text = :text")
                .bind("text", text)
                .one(row -> row.get("rank", Long.class));
    }

    private Mono<Long> add(String first, String second, AtomicInteger attempts) {
        return database.atomically(
                Mono.fromCallable(attempts::incrementAndGet)
                        .then(addOne(first))
                        .then(pause())
                        .then(addOne(second)));
    }

    private Mono<Long> addOne(String text) {
        return database.sql("UPDATE note SET rank = rank + 1 WHERE text = :text")
                .bind("text", text)
                .update();
    }

    private Mono<Long> pause() {
        return database.sql("SELECT pg_sleep(0.1)").update();
    }

    private Mono<Void> tell(ConcurrentLinkedQueue<String> told, String what) {
        return database.afterCommit(() -> Mono.fromRunnable(() -> told.add(what)));
    }

    private static Mono<Void> ended(Sinks.Empty<Void> heard) {
        return Mono.fromRunnable(() -> heard.tryEmitEmpty().orThrow());
    }

    private Flux<String> names() {
        return database.sql("SELECT text FROM note ORDER BY text LIMIT 10")
                .all(row -> row.get("text", String.class));
    }

    private List<String> notes() {
        return Objects.requireNonNull(names().collectList().block());
    }
}
