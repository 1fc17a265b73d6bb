package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Networks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What a chain once lost is asked for on top, until an operator says that it is over. */
class DeepReorgTests {

    private static final Finality SMALL = new Finality("small", 2, Tag.NONE);

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final PostgresReorgs reorgs = new PostgresReorgs(watching.database);
    private final LogLines log = LogLines.of(ReorgAlarm.class);

    @BeforeEach
    void begin() {
        mine(10);
        follow();
        mine(10);
        follow();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void asksForNoMoreAfterAReorgThatIsShallowerThanEveryLevel() {
        reorganise(1);

        assertThat(small()).isEqualTo(SMALL);
        assertThat(log.levels()).containsExactly(Level.WARN);
    }

    @Test
    void asksForMoreThanTheDeepestReorgThatWasSeenAndRaisesAnAlarm() {
        assertThat(small()).isEqualTo(SMALL);

        reorganise(5);
        reorganise(1);

        assertThat(small()).isEqualTo(new Finality("small", 6, Tag.NONE));
        assertThat(log.levels()).containsExactly(Level.ERROR, Level.WARN);
        assertThat(watching.meters.summary("sluice.chain.reorg.depth", "chain", "eip155:31337"))
                .satisfies(depths -> assertThat(depths.max()).isEqualTo(5))
                .satisfies(depths -> assertThat(depths.count()).isEqualTo(2));
    }

    @Test
    void asksForWhatIsConfiguredOnceAnOperatorSaysThatItIsOver() {
        reorganise(5);
        reorgs.deepest()
                .as(StepVerifier::create)
                .expectNext(Map.of("eip155:31337", 5L))
                .verifyComplete();

        reorgs.forget("eip155:31337").as(StepVerifier::create).expectNext(true).verifyComplete();
        reorgs.forget("eip155:9").as(StepVerifier::create).expectNext(false).verifyComplete();

        assertThat(small()).isEqualTo(SMALL);
        reorgs.deepest().as(StepVerifier::create).expectNext(Map.of()).verifyComplete();
    }

    private void reorganise(int depth) {
        chain.drop(depth);
        mine(depth + 1);
        follow();
    }

    private Finality small() {
        return watching.chains
                .finality(Networks.SANDBOX, _ -> Optional.of(BigDecimal.ONE))
                .blockOptional()
                .orElseThrow();
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
