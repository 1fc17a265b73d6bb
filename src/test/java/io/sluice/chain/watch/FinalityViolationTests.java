package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

/** Enough operators name another block where a final one was read. */
class FinalityViolationTests {

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final LogLines log = LogLines.of(Stall.class);

    @BeforeEach
    void readToThirty() {
        mine(10);
        follow();
        mine(20);
        follow();
        assertThat(watching.cursor().finalized()).isEqualTo(22);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    /** The other chain is longer, ends between the final block and ours, or ends below both. */
    @ParameterizedTest
    @CsvSource({"9, 20", "9, 3", "20, 5"})
    void haltsTheChainWithAnAlarm(int gone, int instead) {
        var before = watching.cursor();

        chain.drop(gone);
        mine(instead);
        follow();
        follow();

        assertThat(watching.cursor()).isEqualTo(before);
        assertThat(log.levels()).contains(Level.ERROR);
    }

    @Test
    void goesBackAsFarAsTheFinalBlockItself() {
        chain.drop(8);
        mine(3);
        follow();
        follow();

        assertThat(watching.cursor().height()).isEqualTo(25);
        assertThat(watching.cursor().finalized()).isEqualTo(22);
        assertThat(log.levels()).isEmpty();
    }

    /** They know nothing else: they know less. */
    @Test
    void waitsForNodesThatAllFellBehindWhatIsFinal() {
        var before = watching.cursor();

        chain.drop(20);
        follow();

        assertThat(watching.cursor()).isEqualTo(before);
        assertThat(log.levels()).isEmpty();
    }

    private void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }
}
