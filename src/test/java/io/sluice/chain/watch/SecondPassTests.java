package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.LogLines;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Movement;
import io.sluice.chain.network.Networks;
import io.sluice.platform.cluster.LeaseLost;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Reads again what the first pass read, and finds what it did not see. */
class SecondPassTests {

    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String MISSED = "sluice.chain.missed.by.first.pass";
    private static final String CONTRADICTED = "sluice.chain.contradicted.by.second.pass";

    private static final String LEFT = "sluice.chain.left.unmeasured";
    private static final Condition<Boolean> TRUE = new Condition<>(it -> it, "a block");

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LogLines log = LogLines.of(SecondAlarms.class);

    @BeforeEach
    void begin() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        follow();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void followsTheFirstPassToItsFinalBlockAndAsksOthers() {
        mine(20);
        follow();

        assertThat(readAgain()).isEqualTo(12);

        assertThat(watching.passes.reached(Networks.SANDBOX).block()).isEqualTo(12);
        assertThat(chain.passedOver()).hasSize(12).containsOnly(Set.of("a", "b"));
        assertThat(log.levels()).isEmpty();
        mine(1);
        follow();
        assertThat(readAgain()).isEqualTo(1);
    }

    @Test
    void addsWhatTheFirstPassMissedInAUnitWithItsListeners() {
        chain.overlook("b");
        chain.mine(List.of(payment("a", 5), payment("b", 7), payment("c", 9)));
        mine(10);
        follow();
        watching.touched.clear();
        var before = watching.cursor();

        assertThat(readAgain()).isEqualTo(3);

        assertThat(watching.transfers(List.of(OURS)))
                .extracting(Transfer::id)
                .containsExactlyInAnyOrder("a", "b", "c");
        var added = transfer("b");
        assertThat(added.state()).isEqualTo(State.INCLUDED);
        assertThat(added.block()).isEqualTo(transfer("a").block());
        assertThat(added.revision()).isEqualTo(before.revision() + 1);
        assertThat(transfer("a").revision()).isLessThan(before.revision());
        assertThat(watching.touched).containsExactly(OURS);
        assertThat(watching.views.getLast()).isEqualTo(watching.cursor());
        assertThat(watching.cursor().height()).isEqualTo(before.height());
        assertThat(meters.counter(MISSED, "chain", "eip155:31337").count()).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.ERROR);
        mine(1);
        follow();
        assertThat(watching.cursor().height()).isEqualTo(before.height() + 1);
    }

    @Test
    void addsWhatOneOperatorSaysWasMissedOnlyAsAQuorumTellsIt() {
        chain.overlook("b");
        chain.believeOneAgain();
        chain.mine(List.of(payment("a", 5), payment("b", 7)));
        mine(10);
        follow();

        assertThat(readAgain()).isEqualTo(3);

        assertThat(watching.transfers(List.of(OURS))).extracting(Transfer::id).containsOnly("a");
        assertThat(log.levels()).containsExactly(Level.WARN);
    }

    @Test
    void addsWhatOneOperatorSaysWasMissedOnceAQuorumTellsItToo() {
        chain.overlook("b");
        chain.believeOneAgain();
        chain.mine(List.of(payment("a", 5), payment("b", 7)));
        mine(10);
        follow();
        chain.overlookNothing();

        assertThat(readAgain()).isEqualTo(3);

        assertThat(transfer("b").grade()).isEqualTo(Grade.QUORUM);
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    @Test
    void addsWhatWasMissedOnlyAsItWasMeasured() {
        chain.overlook("b");
        chain.leaveUnmeasured();
        chain.mine(List.of(payment("a", 5), payment("b", 7)));
        mine(10);
        follow();

        chain.loseForQuorum(1);
        assertThat(readAgain()).isZero();
        chain.overlookNothing();
        chain.findForQuorum();
        assertThat(readAgain()).isEqualTo(3);

        assertThat(transfer("b").amount().units()).isEqualTo(BigInteger.valueOf(7));
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    /** Anybody can send next to nothing of a token that is measured, and first passes drop that. */
    @Test
    void leavesToTheAuditWhatNobodyCanMeasureAnyMore() {
        chain.overlook("dust");
        chain.leaveUnmeasured();
        chain.mine(List.of(payment("a", 5), payment("dust", 7)));
        mine(10);
        follow();
        chain.overlookNothing();
        chain.forgetStates();
        var pass = watching.secondPass(chain, Mono.empty(), meters);

        var read = IntStream.range(0, 40).mapToObj(_ -> pass.step().block()).toList();

        assertThat(read).startsWith(false, false, false).haveExactly(3, TRUE);
        assertThat(watching.passes.reached(Networks.SANDBOX).block()).isEqualTo(3);
        assertThat(watching.transfers(List.of(OURS))).extracting(Transfer::id).containsOnly("a");
        assertThat(meters.counter(LEFT, "chain", "eip155:31337").count()).isEqualTo(1);
        assertThat(log.levels()).containsOnlyOnce(Level.ERROR);
    }

    @Test
    void waitsWhereNoQuorumTellsWhatOneOperatorSaysWasMissed() {
        chain.overlook("b");
        chain.believeOneAgain();
        chain.mine(List.of(payment("b", 7)));
        mine(10);
        follow();
        chain.loseForQuorum(1);

        assertThat(readAgain()).isZero();

        assertThat(watching.transfers(List.of(OURS))).isEmpty();
    }

    @Test
    void raisesAnAlarmAndRemovesNothingWhenATransferIsNotToldAgain() {
        chain.forget("a");
        chain.mine(List.of(payment("a", 5)));
        mine(10);
        follow();
        var before = watching.transfers(List.of(OURS));

        assertThat(readAgain()).isEqualTo(3);

        assertThat(watching.transfers(List.of(OURS))).isEqualTo(before);
        assertThat(meters.counter(CONTRADICTED, "chain", "eip155:31337").count()).isEqualTo(1);
        assertThat(log.levels()).containsExactly(Level.ERROR);
    }

    @Test
    void neverPassesABlockThatNobodyTellsAgain() {
        mine(20);
        follow();
        chain.disagree(5);

        assertThat(readAgain()).isEqualTo(4);
        assertThat(readAgain()).isZero();

        chain.agreeAgain();
        assertThat(readAgain()).isEqualTo(8);
    }

    @Test
    void goesOnWhereAnotherLeftIt() {
        mine(20);
        follow();
        assertThat(step(Mono.empty())).isTrue();

        assertThat(readAgain()).isEqualTo(11);
    }

    @Test
    void writesNothingOnceSomebodyElseHasTakenOver() {
        chain.overlook("a");
        chain.mine(List.of(payment("a", 5)));
        mine(20);
        follow();
        assertThat(step(Mono.empty())).isTrue();

        watching.secondPass(chain, Mono.error(new LeaseLost("second", 1)), meters)
                .follow()
                .as(StepVerifier::create)
                .verifyError(LeaseLost.class);

        assertThat(watching.passes.reached(Networks.SANDBOX).block()).isEqualTo(1);
    }

    @Test
    void waitsAtAFinalBlockThatIsAnotherOneNow() {
        mine(20);
        follow();
        chain.drop(15);
        mine(20);

        assertThat(readAgain()).isEqualTo(5);
        assertThat(readAgain()).isZero();

        assertThat(log.levels()).containsExactly(Level.ERROR, Level.ERROR);
    }

    private void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            chain.mine(List.of());
        }
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    /** How many blocks a pass reads that has just been started. */
    private int readAgain() {
        var pass = watching.secondPass(chain, Mono.empty(), meters);
        var read = 0;
        while (pass.step().blockOptional().orElseThrow()) {
            read++;
        }
        return read;
    }

    private boolean step(Mono<Void> guard) {
        return watching.secondPass(chain, guard, meters).step().blockOptional().orElseThrow();
    }

    private Transfer transfer(String id) {
        return watching.transfers(List.of(OURS)).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Movement payment(String id, long units) {
        return ChainWatchTests.payment(id, OURS, units);
    }
}
