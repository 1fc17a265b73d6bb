package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The money is right in every world: value is conserved to the unit and counted once, nothing is
 * closed in silence over it, what was acknowledged is there, and in the end all is said.
 *
 * <p>{@code -Dsluice.seed=7} lives through that one world only, and tells its story.
 */
@Order(1)
@ExtendWith(Silence.class)
class SimulationTests {

    private static final long WORLDS = 8_000;
    private static final long MANY_WORLDS = 200_000;

    @Test
    void nothingGoesWrongInEightThousandWorlds() {
        var one = Long.getLong("sluice.seed");
        if (one != null) {
            System.out.println(Simulation.of(one).story());
        }

        var seeds = one == null ? LongStream.rangeClosed(1, WORLDS) : LongStream.of(one);

        assertThat(stories(Worlds.broken(seeds))).isEmpty();
    }

    @Test
    @Tag("full")
    void nothingGoesWrongInAsManyWorldsAsAreAskedFor() {
        var first = RandomGenerator.getDefault().nextLong(1L << 40);
        var worlds = Long.getLong("sluice.worlds", MANY_WORLDS);
        System.out.printf("%,d worlds from seed %d on%n", worlds, first);

        var broken = Worlds.broken(LongStream.range(first, first + worlds));

        assertThat(stories(broken)).isEmpty();
    }

    @Test
    void goesTheSameWayWheneverItIsRunAgain() {
        for (var seed = 1; seed <= 50; seed++) {
            assertThat(Simulation.of(seed).trace()).isEqualTo(Simulation.of(seed).trace());
        }
    }

    private static String stories(List<Simulation> broken) {
        return broken.stream().map(Simulation::story).collect(Collectors.joining("\n\n"));
    }
}
