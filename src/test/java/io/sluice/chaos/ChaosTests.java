package io.sluice.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chaos matrix: nothing wrong, nothing missed, nothing late. One row is played alone with
 * {@code -Dsluice.chaos.row=…}, and with the same payments by {@code -Dsluice.seed=…}.
 */
class ChaosTests {

    private static final String ONLY = System.getProperty("sluice.chaos.row", "");
    private static final long SEED =
            Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    static Stream<Row> quick() {
        return Rows.quick().stream().filter(ChaosTests::isWanted);
    }

    static Stream<Row> all() {
        return Rows.all().stream().filter(ChaosTests::isWanted);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("quick")
    void isRight(Row row) throws Exception {
        isRight(row, 1);
    }

    @Tag("full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void isRightInEveryRow(Row row) throws Exception {
        isRight(row, SEED);
    }

    private static void isRight(Row row, long seed) throws Exception {
        assertThat(Run.play(row, seed, Bug.NONE))
                .as("-Dsluice.chaos.row=\"%s\" -Dsluice.seed=%d", row, seed)
                .isEmpty();
    }

    private static boolean isWanted(Row row) {
        return row.name().contains(ONLY);
    }
}
