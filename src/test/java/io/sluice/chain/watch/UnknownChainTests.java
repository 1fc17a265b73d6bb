package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.broadcast.BroadcastForTests;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.listing.FinalityLevelsForTests;
import io.sluice.chain.network.Network;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Settled;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A chain of which nothing is known but what was read of it. */
class UnknownChainTests {

    private static final Finality DEEP = new Finality("normal", 50, Tag.NONE);
    private static final Finality FINAL = new Finality("normal", 1, Tag.FINALIZED);

    private final Watching watching = new Watching();
    private final Chains chains = chains(Networks.asUsual());

    @BeforeEach
    void read() {
        var at = new ChainView(Networks.SANDBOX, 10, "10", Instant.EPOCH, Instant.EPOCH, -1, -1, 0);
        done(watching.recorder.begin(Mono.empty(), at, block(10)));
        for (var height = 11; height < 15; height++) {
            done(
                    watching.recorder.include(
                            Mono.empty(),
                            watching.cursor(),
                            List.of(block(height)),
                            Served.NOTHING));
        }
    }

    @Test
    void asksForManyBlocksWhereNothingIsCalledFinal() {
        assertThat(normal(chains)).isEqualTo(DEEP);
    }

    @Test
    void goesByWhatIsFinalOnceThatHasGoneOn() {
        callFinal(10);
        assertThat(normal(chains)).isEqualTo(DEEP);

        callFinal(11);
        assertThat(normal(chains)).isEqualTo(FINAL);
    }

    @Test
    void asksForManyBlocksWhereTheHeadItselfIsFinal() {
        callFinal(14);

        assertThat(normal(chains)).isEqualTo(DEEP);
    }

    @Test
    void asksForManyBlocksWhileWhatIsFinalStandsStill() {
        callFinal(11);

        watching.update("UPDATE chain_cursor SET time = time + interval '40 minutes'");

        assertThat(normal(chains)).isEqualTo(DEEP);
    }

    @Test
    void takesNoDepthOfOursForTheChainsWord() {
        callFinal(11);

        var byDepth = chains(Networks.settledAsUsualAfter(new Settled(60, Tag.NONE)));

        assertThat(normal(byDepth)).isEqualTo(DEEP);
    }

    private Chains chains(Network network) {
        return new PostgresChains(
                FinalityLevelsForTests.levels(network),
                watching.cursors,
                watching.database,
                BroadcastForTests.pending(watching.database));
    }

    private void callFinal(long height) {
        watching.update("UPDATE chain_cursor SET finalized = " + height);
    }

    private static Finality normal(Chains chains) {
        return chains.finality(Networks.SANDBOX, _ -> Optional.of(new BigDecimal(500)))
                .blockOptional()
                .orElseThrow();
    }

    private static ReadBlock block(long height) {
        return new ReadBlock(
                new Block(height, "" + height, Instant.EPOCH.plusSeconds(height)),
                "" + (height - 1),
                List.of(),
                List.of());
    }

    private static void done(Mono<ChainView> work) {
        work.as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }
}
