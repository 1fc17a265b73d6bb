package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.TransferListener;
import io.sluice.chain.network.Networks;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Far behind, several blocks are taken in at once: all of them or none, and none is passed. */
class CatchUpTests {

    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private final SimulatedChain chain = new SimulatedChain(4);
    private final Refusing listener = new Refusing();
    private final Watching watching =
            new Watching(
                    Networks.unasked().require(Networks.SANDBOX),
                    TestDatabase.fresh().database(),
                    List.of(listener),
                    List.of());

    @BeforeEach
    void begin() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        follow();
    }

    @Test
    void takesFinalBlocksInTogetherAndThoseAboveOneByOne() {
        mine(11);
        chain.mine(List.of(ChainWatchTests.payment("a", OURS, 5)));
        mine(10);
        watching.views.clear();

        follow();

        assertThat(watching.views)
                .extracting(ChainView::height)
                .containsExactly(8L, 16L, 18L, 19L, 20L, 21L, 22L);
        assertThat(watching.views).extracting(ChainView::finalized).containsSequence(8L, 16L, 18L);
        assertThat(watching.count("SELECT count(*) AS n FROM block")).isEqualTo(23);
        assertThat(included()).containsExactly(12L);
    }

    @Test
    void takesInWhatComesBeforeABlockThatIsNotRead() {
        mine(9);
        chain.mine(List.of(ChainWatchTests.payment("a", OURS, 5)));
        mine(20);
        chain.disagree(13);

        follow();
        assertThat(watching.cursor().height()).isEqualTo(12);
        assertThat(included()).containsExactly(10L);
        assertThat(watching.count("SELECT count(*) AS n FROM block")).isEqualTo(13);

        chain.agreeAgain();
        follow();
        assertThat(watching.cursor().height()).isEqualTo(30);
        assertThat(included()).containsExactly(10L);
    }

    @Test
    void takesNoneInWhereOneOfThemCannotBeKept() {
        mine(9);
        chain.mine(List.of(ChainWatchTests.payment("a", OURS, 5)));
        mine(20);
        listener.refuses = OURS;

        watching.watch(chain).follow().as(StepVerifier::create).verifyError();
        assertThat(watching.cursor().height()).isEqualTo(8);
        assertThat(watching.count("SELECT count(*) AS n FROM block")).isEqualTo(9);
        assertThat(included()).isEmpty();

        listener.refuses = "";
        follow();
        assertThat(watching.cursor().height()).isEqualTo(30);
        assertThat(included()).containsExactly(10L);
    }

    @Test
    void turnsBackWhereTheChainDoesUnderWhatWasReadTogether() {
        mine(40);
        chain.forkOnceAsked(39, 3);

        follow();

        assertThat(watching.cursor().hash()).isEqualTo(chain.from(40).getFirst().block().hash());
        assertThat(watching.count("SELECT count(*) AS n FROM block WHERE NOT orphaned"))
                .isEqualTo(41);
    }

    private void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private List<Long> included() {
        return watching.transfers(List.of(OURS)).stream()
                .filter(it -> it.state() == Transfer.State.INCLUDED)
                .map(it -> it.block().height())
                .toList();
    }

    /** Has a unit fail that concerns an address. */
    private static final class Refusing implements TransferListener {

        private String refuses = "";

        @Override
        public Mono<Void> moved(ChainView view, Collection<String> touched) {
            return touched.contains(refuses)
                    ? Mono.error(new IllegalStateException("refused"))
                    : Mono.empty();
        }
    }
}
