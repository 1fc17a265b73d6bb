package io.sluice.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mutation.MutatedClasses;
import io.sluice.mutation.Mutation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the matrix would notice: mistakes, and rows that find each of them. */
class BugTests {

    private static final String CHAIN = "io.sluice.chain";

    /** What is not read by then, is not read where something is wrong. */
    private static final Duration SOON = Duration.ofSeconds(4);

    static Stream<Arguments> mutations() {
        return Stream.of(
                Arguments.of(
                        CHAIN + ".watch",
                        new Mutation(
                                "the parent is not looked at",
                                "ReadAhead",
                                "!read.parentHash().equals(parent)",
                                "parent.isEmpty()"),
                        List.of("reorg while scanning")),
                Arguments.of(
                        CHAIN + ".network",
                        new Mutation(
                                "whoever answers first is believed",
                                "Network",
                                "return operators() / 2 + 1;",
                                "return 1;"),
                        List.of(
                                "other parents, by the fastest of three",
                                "everything is final, by the fastest of three")),
                Arguments.of(
                        CHAIN + ".evm",
                        new Mutation(
                                "what an event says is believed",
                                "Arrivals",
                                "movement.units().min(left)",
                                "movement.units()"),
                        List.of("all deeds in one block")),
                Arguments.of(
                        "io.sluice.platform.database",
                        new Mutation(
                                "a cancel reaches a commit",
                                "Detached",
                                "start(work.contextWrite(context), listening), true)",
                                "start(work.contextWrite(context), listening), false)"),
                        List.of("stopped while committing")));
    }

    static Stream<Arguments> bugs() {
        return Stream.of(
                bug(
                        "passes what it cannot read",
                        Bugs::passesWhatItCannotRead,
                        "no receipts, by all"),
                bug(
                        "believes one in what is final",
                        Bugs::believesOneInWhatIsFinal,
                        "everything is final, node 1 of 3"),
                bug(
                        "counts twice what is included again",
                        Bugs::countsTwice,
                        "reorg of 1 and all is paid again",
                        "reorg while scanning"));
    }

    @ParameterizedTest(name = "{1} in {2}")
    @MethodSource("mutations")
    void aMutationIsFound(String inPackage, Mutation mutation, List<String> rows) throws Exception {
        var trial = mutated(mutation, inPackage);

        for (var row : rows) {
            assertThat(trial.row(row, SOON)).as("%s: %s", row, mutation).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "{0} in {2}")
    @MethodSource("bugs")
    void aBugIsFound(String name, Bug bug, List<String> rows) throws Exception {
        for (var row : rows) {
            assertThat(Run.play(Rows.named(row), 1, bug, SOON))
                    .as("%s: %s", row, name)
                    .isNotEmpty();
        }
    }

    /** Else every mutation would seem to be found. */
    @Test
    void nothingIsFoundWhereNothingIsWrong() throws Exception {
        var same = "!read.parentHash().equals(parent)";
        var trial = mutated(new Mutation("nothing", "ReadAhead", same, same), CHAIN + ".watch");

        assertThat(trial.row("stopped while committing", Run.IN_TIME)).isEmpty();
    }

    /** Else a row could be red for another reason. */
    @Test
    void everyRowThatFindsABugIsPlayedWithoutOneToo() {
        var rows =
                Stream.concat(mutations(), bugs())
                        .map(it -> (List<?>) Objects.requireNonNull(it.get()[2]))
                        .flatMap(List::stream);

        assertThat(Rows.quick())
                .extracting(Row::name)
                .containsAll(rows.map(Object::toString).toList());
    }

    private static Arguments bug(String name, Bug bug, String... rows) {
        return Arguments.of(name, bug, List.of(rows));
    }

    private static Play mutated(Mutation mutation, String inPackage)
            throws IOException, ReflectiveOperationException {
        return MutatedClasses.with(mutation, inPackage, BugTests::isLoadedAgain)
                .create(Trial.class, Play.class);
    }

    /** What is on trial and who plays it; the chain and the database server are shared. */
    private static boolean isLoadedAgain(String name) {
        return !name.startsWith(Stage.class.getName())
                && !name.equals(Play.class.getName())
                && Stream.of("io.sluice.chain.", "io.sluice.chaos.", "io.sluice.platform.")
                        .anyMatch(name::startsWith);
    }
}
