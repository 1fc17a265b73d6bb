package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.database.Database;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Units of work in memory, and what only they have: replicas that die. */
class SimulatedDatabaseTests extends UnitContract {

    private final Table<String, String> notes = new Table<>();
    private final SimulatedServer server = new SimulatedServer(InstantSource.system());
    private final SimulatedDatabase database = server.connect(InstantSource.system());

    @Override
    Database database() {
        return database;
    }

    @Override
    Mono<Void> write(String note) {
        return database.statement(unit -> {
            notes.insert(unit, note, note);
            return null;
        });
    }

    @Override
    Mono<List<String>> notes() {
        return database.statement(unit -> notes.all(unit).keySet().stream().sorted().toList());
    }

    @Override
    void doWhatIsToBeDoneAfterwards() {
        while (database.hasAfterwards()) {
            database.nextAfterwards().orElseThrow().as(StepVerifier::create).verifyComplete();
        }
    }

    @Test
    void leavesNothingOfAUnitInWhichItsReplicaDies() {
        var other = server.connect(InstantSource.system());

        var dying =
                Outcome.of(
                        database.atomically(
                                write("a")
                                        .then(Mono.fromRunnable(database::die))
                                        .then(write("b"))));

        assertThat(dying).isInstanceOf(Outcome.Unanswered.class);
        assertThat(notes.committed()).isEmpty();
        other.statement(
                        unit -> {
                            notes.insert(unit, "a", "a");
                            return true;
                        })
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void neverTellsAReplicaThatDiedAfterItsCommit() {
        server.disturb(ending(Disturbance.Ending.DIED_AFTER));
        var telling = database.afterCommit(() -> Mono.error(new AssertionError("told")));

        var dying = Outcome.of(database.atomically(write("a").then(telling)));

        assertThat(dying).isInstanceOf(Outcome.Unanswered.class);
        assertThat(notes.committed()).containsOnlyKeys("a");
        assertThat(database.hasAfterwards()).isFalse();
    }

    @Test
    void keepsOthersFromWritingARowBeforeTheUnitEnds() {
        var other = server.connect(InstantSource.system());
        var overwriting =
                other.<Void>statement(unit -> {
                    notes.put(unit, "a", "mine");
                    return null;
                });

        database.atomically(write("a").then(Mono.defer(() -> apart(overwriting))))
                .as(StepVerifier::create)
                .verifyError(WouldWait.class);
        overwriting.as(StepVerifier::create).verifyComplete();
    }

    private static Mono<Void> apart(Mono<Void> work) {
        return Outcome.of(work) instanceof Outcome.Failed<Void>(var failure)
                ? Mono.error(failure)
                : Mono.empty();
    }

    private static Disturbance ending(Disturbance.Ending ending) {
        return new Disturbance() {

            @Override
            public void between(SimulatedDatabase replica) {}

            @Override
            public Ending ending(SimulatedDatabase replica) {
                return ending;
            }
        };
    }
}
