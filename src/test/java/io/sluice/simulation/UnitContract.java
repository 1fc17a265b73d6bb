package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What every database promises about units of work. */
abstract class UnitContract {

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

    abstract Database database();

    /** Writes a note; fails when there is the same already. */
    abstract Mono<Void> write(String note);

    /** All notes in order. */
    abstract Mono<List<String>> notes();

    /** Lets what is to be done after a commit be done, if it does not happen by itself. */
    abstract void doWhatIsToBeDoneAfterwards();

    @Test
    void undoesEverythingWhenAnythingFails() {
        database()
                .atomically(write("a").then(database().atomically(write("b"))).then(failure()))
                .as(StepVerifier::create)
                .verifyError(IllegalArgumentException.class);

        assertNotes();
    }

    @Test
    void seesItsOwnWritesAndOthersSeeThemOnceTheyAreCommitted() {
        database()
                .atomically(
                        write("a")
                                .then(Mono.defer(this::notes))
                                .doOnNext(own -> assertThat(own).containsExactly("a"))
                                .then(elsewhere(notes()))
                                .doOnNext(others -> assertThat(others).isEmpty())
                                .then(elsewhere(write("b")))
                                .then(Mono.defer(this::notes)))
                .as(StepVerifier::create)
                .assertNext(own -> assertThat(own).containsExactly("a", "b"))
                .verifyComplete();

        assertNotes("a", "b");
    }

    @Test
    void undoesOnlyTheGuardedPartAndPassesItsFailureOn() {
        var part = database().atomically(write("b").then(failure()));

        database()
                .atomically(
                        write("a")
                                .then(database().undoingOnError(part))
                                .onErrorResume(IllegalArgumentException.class, _ -> write("c")))
                .as(StepVerifier::create)
                .verifyComplete();

        assertNotes("a", "c");
    }

    @Test
    void doesNotCommitHalfAUnitWhenAJoinedPartsFailureIsSwallowed() {
        var part = database().atomically(write("b").then(failure()));

        database()
                .atomically(write("a").then(part.onErrorComplete()))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);

        assertNotes();
    }

    @Test
    void commitsNothingAfterAStatementThatFailed() {
        database()
                .atomically(write("a").then(write("a").onErrorComplete()).then(write("b")))
                .as(StepVerifier::create)
                .verifyError();

        assertNotes();
    }

    @Test
    void tellsAfterTheCommitAndOnlyWhatWasNotUndone() {
        var heard = Sinks.<Void>empty();
        var undone = tell("undone").then(failure());

        database()
                .atomically(
                        tell("first")
                                .then(database().undoingOnError(undone).onErrorComplete())
                                .then(tell("last"))
                                .then(database().afterCommit(() -> ended(heard)))
                                .then(Mono.fromSupplier(told::isEmpty)))
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
        database().atomically(tell("never").then(failure())).as(StepVerifier::create).verifyError();
        doWhatIsToBeDoneAfterwards();

        heard.asMono().as(StepVerifier::create).expectComplete().verify(Duration.ofSeconds(5));
        assertThat(told).containsExactly("first", "last");
    }

    private void assertNotes(String... expected) {
        notes().as(StepVerifier::create)
                .assertNext(notes -> assertThat(notes).containsExactly(expected))
                .verifyComplete();
    }

    private Mono<Void> tell(String what) {
        return database().afterCommit(() -> Mono.fromRunnable(() -> told.add(what)));
    }

    private static <T> Mono<T> elsewhere(Mono<T> work) {
        return work.contextWrite(_ -> Context.empty());
    }

    private static Mono<Void> failure() {
        return Mono.error(new IllegalArgumentException("no"));
    }

    private static Mono<Void> ended(Sinks.Empty<Void> heard) {
        return Mono.fromRunnable(() -> heard.tryEmitEmpty().orThrow());
    }
}
