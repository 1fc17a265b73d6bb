package io.sluice.chain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Broadcast.State;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Word;
import org.junit.jupiter.api.Test;

/** When transactions are tried, and until when. */
class DeliveryPaceTests extends DeliveryWorld {

    @Test
    void sendsItAgainOnceTooFewHaveItAndSaysNothingNewTwice() {
        accept();
        read(11, 4);
        pass("5 seconds");
        attempt();
        assertThat(operators.sent).hasSize(1);

        read(12, 4);
        pass("10 seconds");
        operators.have("a");
        attempt();

        assertThat(operators.sent).hasSize(2);
        assertThat(told).hasSize(1);
        assertThat(due()).isEmpty();
    }

    @Test
    void leavesItAloneTwiceAsLongEachTimeUntilAReorg() {
        accept();
        read(11, 4);
        assertThat(due()).isEmpty();
        pass("5 seconds");
        attempt();

        read(12, 4);
        pass("9 seconds");
        assertThat(due()).isEmpty();
        pass("1 second");
        attempt();

        include(13, new Mined("0xabc", SENDER, NONCE));
        assertThat(inclusions.retreated(view(12)).collectList().block()).hasSize(1);
        assertThat(due()).hasSize(1);
    }

    @Test
    void isNotLookedForBetweenTwoBlocksOnceNodesHaveIt() {
        accept();
        pass("1 hour");

        assertThat(due()).isEmpty();
    }

    @Test
    void isNotSentForTheFirstTimeOnceItIsTooLate() {
        change("send_until = now() - interval '1 second'");
        pass("3 seconds");

        attempt();

        assertThat(operators.sent).isEmpty();
        assertThat(state()).isEqualTo(State.REFUSED);
        assertThat(only().broadcast().reason()).isEqualTo("too_late");
    }

    @Test
    void isNotSentForTheFirstTimeOnceNobodyShouldPay() {
        awaited = false;

        first();

        assertThat(operators.sent).isEmpty();
        assertThat(only().broadcast().reason()).isEqualTo("too_late");
    }

    @Test
    void goesItsWayOnceANodeHadItWhateverBecomesOfThePayment() {
        accept();
        awaited = false;
        change("send_until = now() - interval '1 second'");
        read(11, 4);
        pass("5 seconds");
        operators.have();

        attempt();

        assertThat(operators.sent).hasSize(2);
        assertThat(state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void isDroppedOnceItWasFollowedForAWeek() {
        accept();
        change("since = since - interval '6 days'");
        delivery.endOld().block();
        assertThat(state()).isEqualTo(State.ACCEPTED);

        change("since = since - interval '1 day 1 second'");
        delivery.endOld().block();

        assertThat(state()).isEqualTo(State.DROPPED);
        assertThat(pending()).containsExactly(PendingTransfer.State.DROPPED);
        assertThat(told).containsExactly(ADDRESS, ADDRESS);
    }

    @Test
    void isMovedByNoTrialThatBeganBeforeAnotherOneEnded() {
        var stale = Due.first(only());
        operators.say(Word.Kind.TAKEN, "");
        operators.have("a", "b", "c");
        first();
        assertThat(state()).isEqualTo(State.ACCEPTED);

        operators.say(Word.Kind.REFUSED, "insufficient_funds");
        operators.have();
        delivery.attempt(stale).block();

        assertThat(state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void isTakenUpAgainAtOnceAndThenOnceAMinute() {
        operators.say(Word.Kind.NOT_HERE, "underpriced");
        first();
        assertThat(keep().now()).isTrue();
        first();

        assertThat(keep().now()).isFalse();

        assertThat(state()).isEqualTo(State.STORED);
        pass("59 seconds");
        assertThat(due()).isEmpty();
        pass("3 seconds");
        assertThat(due()).hasSize(1);
    }
}
