package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Movement;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.platform.cluster.LeaseLost;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ChainWatchTests {

    static final Asset USDC = new Asset(Networks.SANDBOX, "erc20:" + Networks.TOKEN, "USDC", 6);
    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String STRANGER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();

    @BeforeEach
    void begin() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        mine(10);
        follow();
    }

    @Test
    void beginsAtTheHeadOfThatTime() {
        assertThat(watching.cursor().height()).isEqualTo(10);
        assertThat(watching.cursor().finalized()).isEqualTo(2);
        assertThat(watching.cursor().safe()).isEqualTo(6);
    }

    @Test
    void keepsWhatTheFirstBlockItReadsMoved() {
        var fresh = new Watching();
        fresh.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        chain.mine(List.of(payment("a", OURS, 5)));

        fresh.watch(chain).follow().as(StepVerifier::create).verifyComplete();

        assertThat(fresh.transfers(List.of(OURS)))
                .extracting(it -> it.block().height())
                .containsExactly(11L);
        assertThat(fresh.touched).containsExactly(OURS);
    }

    @Test
    void showsTheLargestTransfersOfAnAssetHoweverMuchDustThereIs() {
        chain.mine(IntStream.range(0, 600).mapToObj(it -> payment("dust" + it, OURS, 1)).toList());
        chain.mine(List.of(payment("paid", OURS, 1_000)));

        follow();

        assertThat(watching.transfers(List.of(OURS)))
                .hasSize(500)
                .extracting(Transfer::id)
                .contains("paid");
    }

    @Test
    void readsEveryBlockThatCameMeanwhile() {
        mine(3);
        chain.mine(List.of(payment("a", OURS, 5), payment("b", STRANGER, 7)));
        mine(3);

        follow();

        assertThat(watching.cursor().height()).isEqualTo(17);
        assertThat(watching.count("SELECT count(*) AS n FROM block")).isEqualTo(8);
        assertThat(watching.transfers(List.of(OURS, STRANGER)))
                .singleElement()
                .satisfies(transfer -> {
                    assertThat(transfer.id()).isEqualTo("a");
                    assertThat(transfer.address()).isEqualTo(OURS);
                    assertThat(transfer.amount().units()).isEqualTo(5);
                    assertThat(transfer.amount().asset()).isEqualTo(USDC);
                    assertThat(transfer.state()).isEqualTo(State.INCLUDED);
                    assertThat(transfer.block().height()).isEqualTo(14);
                });
        assertThat(watching.touched).containsExactly(OURS);
    }

    @Test
    void tellsOfEveryMoveInItsUnit() {
        mine(2);

        follow();

        assertThat(watching.views).extracting(ChainView::height).containsSequence(11L, 12L);
        assertThat(watching.views)
                .extracting(ChainView::revision)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void neverPassesABlockNobodyAgreesOn() {
        mine(5);
        chain.disagree(13);

        follow();
        assertThat(watching.cursor().height()).isEqualTo(12);

        chain.agreeAgain();
        follow();
        assertThat(watching.cursor().height()).isEqualTo(15);
    }

    @Test
    void orphansWhatWentAwayAndKnowsItWhenItComesBack() {
        chain.mine(List.of(payment("a", OURS, 5)));
        follow();
        var before = watching.transfers(List.of(OURS)).getFirst();

        chain.drop(1);
        mine(1);
        follow();
        var gone = watching.transfers(List.of(OURS)).getFirst();
        chain.mine(List.of(payment("a", OURS, 5)));
        follow();
        var back = watching.transfers(List.of(OURS));

        assertThat(gone.state()).isEqualTo(State.ORPHANED);
        assertThat(gone.revision()).isGreaterThan(before.revision());
        assertThat(back)
                .singleElement()
                .satisfies(transfer -> {
                    assertThat(transfer.state()).isEqualTo(State.INCLUDED);
                    assertThat(transfer.block().height()).isEqualTo(12);
                    assertThat(transfer.firstIncludedAt()).isEqualTo(before.block().time());
                    assertThat(transfer.revision()).isGreaterThan(gone.revision());
                });
        assertThat(watching.count("SELECT count(*) AS n FROM transfer_fact")).isEqualTo(3);
        assertThat(watching.touched).containsExactly(OURS, OURS, OURS);
    }

    @Test
    void noticesThatItsNewestBlockWasReplacedWithoutWaitingForAnother() {
        chain.mine(List.of(payment("a", OURS, 5)));
        follow();

        chain.drop(1);
        mine(1);
        follow();

        assertThat(watching.cursor().hash()).isEqualTo(chain.from(11).getFirst().block().hash());
        assertThat(watching.transfers(List.of(OURS)))
                .extracting(Transfer::state)
                .containsExactly(State.ORPHANED);
    }

    @Test
    void readsAgainBelowItsFirstBlockWhenThatWentAway() {
        chain.drop(3);
        chain.mine(List.of(payment("a", OURS, 5)));
        mine(4);

        follow();

        assertThat(watching.cursor().height()).isEqualTo(12);
        assertThat(watching.transfers(List.of(OURS)))
                .extracting(it -> it.block().height())
                .containsExactly(8L);
    }

    @Test
    void haltsRatherThanGoBackOnAFinalBlock() {
        mine(20);
        follow();
        var before = watching.cursor();

        chain.drop(12);
        mine(20);
        follow();
        follow();

        assertThat(watching.cursor()).isEqualTo(before);
    }

    @Test
    void haltsRatherThanGoBackWithoutAnEndWhereNothingIsFinal() {
        var untagged = new Watching();
        chain.tagNothing();
        untagged.watch(chain).follow().as(StepVerifier::create).verifyComplete();
        mine(200);
        untagged.watch(chain).follow().as(StepVerifier::create).verifyComplete();
        var before = untagged.cursor();

        chain.drop(150);
        mine(151);
        untagged.watch(chain).follow().as(StepVerifier::create).verifyComplete();

        assertThat(before.height()).isEqualTo(210);
        assertThat(untagged.cursor()).isEqualTo(before);
    }

    @Test
    void keepsFinalWhereItWasWhenOperatorsGoAway() {
        mine(10);
        follow();
        var before = watching.cursor().finalized();

        chain.drop(2);
        follow();

        assertThat(before).isEqualTo(12);
        assertThat(watching.cursor().finalized()).isEqualTo(before);
    }

    @Test
    void readsOnFromTheAncestorWhenTheChainForksUnderWhatWasReadAhead() {
        mine(4);
        chain.mine(List.of(payment("a", OURS, 5)));
        mine(5);
        chain.forkOnceAsked(18, 6);

        follow();

        assertThat(watching.cursor().height()).isEqualTo(20);
        assertThat(watching.cursor().hash()).isEqualTo(chain.from(20).getFirst().block().hash());
        assertThat(watching.transfers(List.of(OURS)))
                .extracting(Transfer::state)
                .containsExactly(State.ORPHANED);
    }

    @Test
    void waitsWhenTheChainIsShorterThanWhatWasRead() {
        mine(3);
        follow();

        chain.drop(2);
        follow();
        assertThat(watching.cursor().height()).isEqualTo(13);

        mine(3);
        follow();
        assertThat(watching.cursor().height()).isEqualTo(14);
        assertThat(watching.cursor().hash()).isEqualTo(chain.from(14).getFirst().block().hash());
    }

    @Test
    void writesNothingOnceSomebodyElseHasTakenOver() {
        mine(3);

        watching.watch(chain, Mono.error(new LeaseLost("watcher", 1)))
                .follow()
                .as(StepVerifier::create)
                .verifyError(LeaseLost.class);

        assertThat(watching.cursor().height()).isEqualTo(10);
    }

    @Test
    void doublesNothingWhenTwoWatchAtOnce() {
        for (var i = 0; i < 20; i++) {
            chain.mine(List.of(payment("tx" + i, OURS, 1 + i)));
        }

        Flux.range(0, 2)
                .flatMap(_ -> watching.watch(chain).follow(), 2)
                .as(StepVerifier::create)
                .verifyComplete();
        follow();

        assertThat(watching.cursor().height()).isEqualTo(30);
        assertThat(watching.transfers(List.of(OURS))).hasSize(20);
        assertThat(watching.count("SELECT count(*) AS n FROM transfer_fact")).isEqualTo(20);
    }

    private void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
    }

    /** A watcher starts, reads what there is, and is gone. */
    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    static Movement payment(String id, String receiver, long units) {
        return new Movement(id, USDC, STRANGER, receiver, BigInteger.valueOf(units));
    }
}
