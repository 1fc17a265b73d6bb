package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.network.Networks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** An operator has a chain go on without a block, and what that is worth until it is read. */
class SkipTests {

    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final long LOST = 13;

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final Skips skips = new Skips(watching.cursors, watching.corrections());
    private Instant now = Instant.EPOCH;
    private ChainWatch watch = watching.watch(chain, Mono.empty(), watching.cursors, () -> now);

    @BeforeEach
    void begin() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        mine(10);
        follow();
        mine(2);
        chain.mine(List.of(ChainWatchTests.payment("a", OURS, 5)));
        mine(7);
    }

    @Test
    void refusesAnyBlockButTheOneTheChainIsStuckAt() {
        chain.lose(LOST);
        follow();
        refuses(LOST, null);
        now = now.plusSeconds(11);
        follow();

        refuses(LOST - 1, null);
        refuses(LOST + 1, null);
        refuses(LOST, "0xother");

        assertThat(watching.cursor().height()).isEqualTo(LOST - 1);
        assertThat(skip(LOST, hash(LOST)).height()).isEqualTo(LOST);
        refuses(LOST, null);
    }

    @Test
    void refusesToSkipABlockThatHasOnlyJustFailedWhileOthersWereTakenIn() {
        chain.lose(LOST);
        follow();
        chain.find();
        chain.lose(LOST + 2);
        now = now.plusSeconds(11);
        follow();

        assertThat(watching.cursor().height()).isEqualTo(LOST + 1);
        refuses(LOST + 2, null);
    }

    @Test
    void goesOnWithoutTheBlockAndLetsNothingAboveItBeFinalUntilItIsRead() {
        chain.lose(LOST);
        getStuck();

        assertThat(skip(LOST, null).hash()).isEqualTo(hash(LOST));
        restart();
        mine(20);
        follow();

        var cursor = watching.cursor();
        assertThat(cursor.height()).isEqualTo(40);
        assertThat(cursor.finalized()).isEqualTo(LOST - 1);
        assertThat(cursor.readThrough()).isEqualTo(time(LOST - 1));
        assertThat(watching.transfers(List.of(OURS))).isEmpty();
        readAgain();
        assertThat(watching.passes.reached(Networks.SANDBOX).block()).isEqualTo(LOST - 1);
        assertThat(watching.cursor()).isEqualTo(cursor);

        chain.find();
        readAgain();

        assertThat(watching.transfers(List.of(OURS)))
                .extracting(Transfer::id, it -> it.block().height())
                .containsExactly(tuple("a", LOST));
        assertThat(watching.touched).containsExactly(OURS);
        assertThat(watching.cursor().finalized()).isEqualTo(32);
        assertThat(watching.cursor().readThrough()).isEqualTo(time(40));
        assertThat(watching.views.getLast()).isEqualTo(watching.cursor());
        assertThat(watching.passes.reached(Networks.SANDBOX).block()).isEqualTo(32);
    }

    @Test
    void closesAGapWithoutWhatNobodyCanMeasureAnyMore() {
        chain.lose(LOST);
        getStuck();
        assertThat(skip(LOST, null).hash()).isEqualTo(hash(LOST));
        restart();
        mine(20);
        follow();
        chain.find();
        chain.forgetStates();
        var meters = new SimpleMeterRegistry();
        var pass = watching.secondPass(chain, Mono.empty(), meters);

        Mono.defer(pass::step).repeat(29).then().as(StepVerifier::create).verifyComplete();

        assertThat(watching.cursor().finalized()).isEqualTo(32);
        assertThat(watching.transfers(List.of(OURS))).isEmpty();
        assertThat(meters.counter("sluice.chain.left.unmeasured", "chain", "eip155:31337").count())
                .isEqualTo(1);
    }

    /** That the gap keeps it from counting as final is no reason to let it go. */
    @Test
    void haltsAlsoAboveAGapWhenAFinalBlockGoesAway() {
        chain.lose(LOST);
        getStuck();
        assertThat(skip(LOST, null).height()).isEqualTo(LOST);
        restart();
        mine(20);
        follow();
        var before = watching.cursor();

        chain.drop(12);
        mine(20);
        follow();

        assertThat(watching.cursor()).isEqualTo(before);
    }

    @Test
    void goesBackToBelowAGapThatIsTheFinalBlockItself() {
        chain.lose(LOST);
        getStuck();
        assertThat(skip(LOST, null).height()).isEqualTo(LOST);
        chain.drop(4);
        restart();
        mine(5);
        follow();
        assertThat(watching.cursors.calledFinal(Networks.SANDBOX).block()).isEqualTo(LOST);

        chain.drop(8);
        mine(20);
        follow();

        assertThat(watching.cursor().height()).isEqualTo(LOST - 1);
    }

    @Test
    void takesTheNameOfABlockFromWhatHangsOnItWhenNobodyTellsIt() {
        chain.disagree(LOST);
        getStuck();

        assertThat(skip(LOST, null).hash()).isEqualTo(hash(LOST));
        restart();

        assertThat(watching.cursor().height()).isEqualTo(20);
    }

    @Test
    void keepsNoGapThatIsNoLongerInTheChain() {
        chain.lose(LOST);
        getStuck();
        assertThat(skip(LOST, null).height()).isEqualTo(LOST);
        follow();

        chain.drop(8);
        mine(8);
        follow();

        assertThat(watching.cursor().height()).isEqualTo(20);
        assertThat(watching.cursor().readThrough()).isEqualTo(time(20));
        watching.gaps.lowest(Networks.SANDBOX).as(StepVerifier::create).verifyComplete();
    }

    private void getStuck() {
        follow();
        now = now.plusSeconds(11);
        follow();
        assertThat(watching.cursor().height()).isEqualTo(LOST - 1);
    }

    private void restart() {
        watch = watching.watch(chain);
        follow();
    }

    private ChainView skip(long height, @Nullable String hash) {
        return skips.skip(Networks.SANDBOX, chain, height, hash, "no node has it")
                .blockOptional()
                .orElseThrow();
    }

    private void refuses(long height, @Nullable String hash) {
        skips.skip(Networks.SANDBOX, chain, height, hash, "let me")
                .as(StepVerifier::create)
                .verifyError(SkipRefused.class);
    }

    private void readAgain() {
        var pass = watching.secondPass(chain, Mono.empty(), new SimpleMeterRegistry());
        Mono.defer(pass::step)
                .repeat()
                .takeWhile(read -> read)
                .then()
                .as(StepVerifier::create)
                .verifyComplete();
    }

    private String hash(long height) {
        return chain.from(height).getFirst().block().hash();
    }

    private Instant time(long height) {
        return chain.from(height).getFirst().block().time();
    }

    private void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
    }

    private void follow() {
        watch.follow().as(StepVerifier::create).verifyComplete();
    }
}
