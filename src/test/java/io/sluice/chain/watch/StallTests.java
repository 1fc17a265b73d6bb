package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.ChainView;
import io.sluice.chain.network.Networks;
import io.sluice.chain.rpc.Undecided;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StallTests {

    private final LogLines log = LogLines.of(Stall.class);
    private Instant now = Instant.EPOCH;
    private final Stall stall = new Stall(Networks.SANDBOX, () -> now);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void saysOnceThatAChainIsNotReadAndOnceThatItIsAgain() {
        waitsAt(0);
        assertThat(log.levels()).isEmpty();

        waitsAt(11);
        waitsAt(12);
        stall.over();
        stall.over();

        assertThat(log.levels()).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void isNotForLongWhatLetBlocksThroughMeanwhile() {
        waitsAt(0);
        stall.progressed();

        waitsAt(11);

        assertThat(stall.lasts()).isFalse();
        assertThat(log.levels()).isEmpty();
    }

    @Test
    void callsForAPersonWhenTheChainHaltsAfterItHadWaited() {
        waitsAt(0);
        waitsAt(11);

        halts();
        halts();
        stall.over();

        assertThat(log.levels()).containsExactly(Level.WARN, Level.ERROR, Level.INFO);
    }

    private void waitsAt(int second) {
        now = Instant.EPOCH.plusSeconds(second);
        passes(stall.wait(new Undecided("block")));
    }

    private void halts() {
        var cursor = new ChainView(Networks.SANDBOX, 10, "0xa", now, now, 6, 2, 0);
        passes(stall.halt(new FinalBlockGone(cursor, 2)));
    }

    private static void passes(Mono<Void> outcome) {
        outcome.as(StepVerifier::create).verifyComplete();
    }
}
