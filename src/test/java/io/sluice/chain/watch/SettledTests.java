package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Networks;
import io.sluice.chain.network.Settled;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** When a watcher calls a block final. */
class SettledTests {

    private final SimulatedChain chain = new SimulatedChain(8);

    @Test
    void waitsForTheTagAndForTheDepth() {
        var shallow = watching(3, Tag.FINALIZED);
        var deep = watching(12, Tag.FINALIZED);

        mineAndFollow(30, shallow, deep);

        assertThat(shallow.cursor().finalized()).isEqualTo(30 - 8);
        assertThat(deep.cursor().finalized()).isEqualTo(30 - 12 + 1);
    }

    @Test
    void waitsWhileATagThatItNeedsIsNotServed() {
        var watching = watching(3, Tag.FINALIZED);
        mineAndFollow(20, watching);

        chain.tagNothing();
        mineAndFollow(50, watching);

        assertThat(watching.cursor().height()).isEqualTo(70);
        assertThat(watching.cursor().finalized()).isEqualTo(20 - 8);
    }

    @Test
    void goesByDepthAloneWhereTheChainServesNoTag() {
        var watching = watching(5, Tag.NONE);
        chain.tagNothing();
        mineAndFollow(3, watching);
        assertThat(watching.cursor().finalized()).isEqualTo(-1);

        mineAndFollow(20, watching);

        assertThat(watching.cursor().finalized()).isEqualTo(23 - 5 + 1);
        assertThat(watching.views)
                .allSatisfy(
                        it -> assertThat(it.finalized()).isEqualTo(Math.max(-1, it.height() - 4)));
    }

    @Test
    void neverTakesBackWhatItCalledFinal() {
        var watching = watching(5, Tag.NONE);
        mineAndFollow(20, watching);

        chain.drop(3);
        mineAndFollow(1, watching);
        chain.mine(List.of());
        chain.mine(List.of());
        chain.mine(List.of());
        follow(watching);

        assertThat(watching.views).extracting(ChainView::finalized).isSorted().endsWith(17L);
        assertThat(watching.cursor().height()).isEqualTo(21);
    }

    @Test
    void haltsWhenWhatWasFinalByDepthGoesAway() {
        var watching = watching(5, Tag.NONE);
        follow(watching);
        mineAndFollow(20, watching);
        var before = watching.cursor();

        chain.drop(6);
        mineAndFollow(10, watching);

        assertThat(watching.cursor()).isEqualTo(before);
    }

    private static Watching watching(int depth, Tag tag) {
        return new Watching(Networks.settledBy(new Settled(depth, tag)));
    }

    private void mineAndFollow(int blocks, Watching... all) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
        List.of(all).forEach(this::follow);
    }

    private void follow(Watching watching) {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }
}
