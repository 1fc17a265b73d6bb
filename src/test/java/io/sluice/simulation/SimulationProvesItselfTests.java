package io.sluice.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that is built with a flaw breaks: the simulation would find such a mistake. */
@ExtendWith(Silence.class)
class SimulationProvesItselfTests {

    private static final long WORLDS = 5000;

    @ParameterizedTest
    @EnumSource
    void breaksInSomeWorldWithThis(Flaw flaw) {
        assertThat(Worlds.breaks(LongStream.rangeClosed(1, WORLDS), flaw)).isTrue();
    }
}
