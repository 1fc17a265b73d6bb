package io.sluice.chain.evm;

import static io.sluice.chain.nodes.NodeState.ALIVE;
import static io.sluice.chain.nodes.NodeState.CONNECTING;
import static io.sluice.chain.nodes.NodeState.DEGRADED;
import static io.sluice.chain.nodes.NodeState.LAGGING;
import static io.sluice.chain.nodes.NodeState.MISCONFIGURED;
import static io.sluice.chain.nodes.NodeState.QUARANTINED;
import static io.sluice.chain.nodes.NodeState.THROTTLED;
import static io.sluice.chain.nodes.NodeState.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.nodes.NodeState;
import io.sluice.chain.nodes.Verdict;
import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.NodeHealth.Reading;
import io.sluice.chain.rpc.NodeHealth.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTests {

    private static final Standing WELL = Words.honest("a", 100, 0);
    private static final Reading FINE = NodeHealth.WELL;

    @Test
    void callsANodeAliveThatAnswersForThisChainAndKeepsUp() {
        assertThat(judge(WELL, FINE, ALIVE)).isEqualTo(ALIVE);
        assertThat(judge(Words.honest("a", 104, 0), FINE, ALIVE)).isEqualTo(ALIVE);
        assertThat(judge(Words.honest("a", 96, 0), FINE, ALIVE)).isEqualTo(ALIVE);
    }

    @Test
    void callsANodeLaggingUntilItHasMadeUpMoreThanItMayBeBehind() {
        assertThat(judge(Words.honest("a", 95, 0), FINE, ALIVE)).isEqualTo(LAGGING);
        assertThat(judge(Words.honest("a", 97, 0), FINE, LAGGING)).isEqualTo(LAGGING);
        assertThat(judge(Words.honest("a", 98, 0), FINE, LAGGING)).isEqualTo(ALIVE);
    }

    @Test
    void isConnectingToANodeThatSaysNothing() {
        var verdict = Judgement.of(known(Words.silent("a", 0), FINE, ALIVE, Words.GENESIS, 0, 0));

        assertThat(verdict).isEqualTo(new Verdict(CONNECTING, "no connection"));
    }

    @Test
    void isVerifyingWhileTooFewOperatorsNameTheSameFirstBlock() {
        assertThat(state(known(WELL, FINE, ALIVE, null, 0, 0))).isEqualTo(VERIFYING);
    }

    @Test
    void holdsNothingAgainstANodeThatHasNotKeptTheFirstBlock() {
        var pruned = Words.from("", WELL);

        assertThat(state(known(pruned, FINE, ALIVE, null, 0, 0))).isEqualTo(ALIVE);
        assertThat(state(known(pruned, FINE, ALIVE, Words.GENESIS, 0, 0))).isEqualTo(ALIVE);
    }

    @Test
    void callsANodeOfAnotherChainMisconfigured() {
        var otherId = Words.contact("a", new Contact.Foreign("it is of chain 1"), 0);
        var otherBeginning = Words.from("another", WELL);

        assertThat(judge(otherId, FINE, ALIVE)).isEqualTo(MISCONFIGURED);
        assertThat(judge(otherBeginning, FINE, ALIVE)).isEqualTo(MISCONFIGURED);
        assertThat(Judgement.hasNoSay(otherBeginning, FINE, Words.GENESIS)).isTrue();
        assertThat(Judgement.hasNoSay(otherBeginning, FINE, null)).isFalse();
        assertThat(Judgement.hasNoSay(WELL, FINE, Words.GENESIS)).isFalse();
    }

    @Test
    void putsWhatWasLearntFromOtherQuestionsFirst() {
        var liar = new Reading(State.QUARANTINED, "a forged receipt");
        var locked = new Reading(State.MISCONFIGURED, "401");
        var throttled = new Reading(State.THROTTLED, "429");
        var troubled = new Reading(State.DEGRADED, "errors");

        assertThat(judge(Words.silent("a", 0), liar, ALIVE)).isEqualTo(QUARANTINED);
        assertThat(judge(Words.silent("a", 0), locked, ALIVE)).isEqualTo(MISCONFIGURED);
        assertThat(judge(Words.silent("a", 0), throttled, ALIVE)).isEqualTo(THROTTLED);
        assertThat(judge(WELL, troubled, ALIVE)).isEqualTo(DEGRADED);
        assertThat(Judgement.hasNoSay(WELL, liar, null)).isTrue();
        assertThat(Judgement.hasNoSay(WELL, throttled, null)).isFalse();
    }

    @Test
    void callsANodeDegradedThatContradictsItselfOrTheOthers() {
        var tooHigh = Words.honest("a", 201, 0);

        assertThat(judge(tooHigh, FINE, ALIVE)).isEqualTo(DEGRADED);
        assertThat(state(known(WELL, FINE, ALIVE, Words.GENESIS, 97, 0))).isEqualTo(DEGRADED);
        assertThat(state(known(WELL, FINE, ALIVE, Words.GENESIS, 96, 0))).isEqualTo(ALIVE);
        assertThat(state(known(WELL, FINE, ALIVE, Words.GENESIS, 96, 3))).isEqualTo(DEGRADED);
        assertThat(state(known(WELL, FINE, ALIVE, Words.GENESIS, 96, 2))).isEqualTo(ALIVE);
    }

    private static NodeState judge(Standing standing, Reading reading, NodeState before) {
        return state(known(standing, reading, before, Words.GENESIS, -1, 0));
    }

    private static NodeState state(Known known) {
        return Judgement.of(known).state();
    }

    private static Known known(
            Standing standing,
            Reading reading,
            NodeState before,
            @Nullable String genesis,
            long highestFinal,
            int contradictions) {
        return new Known(
                standing,
                reading,
                Verdict.of(before),
                genesis,
                100,
                200,
                4,
                highestFinal,
                contradictions);
    }
}
