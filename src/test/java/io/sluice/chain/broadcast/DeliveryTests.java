package io.sluice.chain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Broadcast.State;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Word;
import io.sluice.chain.network.Networks;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bringing kept transactions to operators, and what follows from what they say. */
class DeliveryTests extends DeliveryWorld {

    @Test
    void sendsWhatAReplicaTookBeforeItDied() {
        assertThat(due()).isEmpty();

        pass("3 seconds");

        assertThat(due()).hasSize(1);
        operators.say(Word.Kind.TAKEN, "");
        operators.have("a", "b", "c");
        attempt();
        assertThat(operators.sent).containsExactly("0xabc");
        assertThat(state()).isEqualTo(State.ACCEPTED);
        assertThat(told).containsExactly(ADDRESS);
    }

    @Test
    void staysOnItsWayWhileNodesThatHadItRefuseItForNow() {
        accept();
        operators.say(Word.Kind.NOT_HERE, "underpriced");
        operators.have();
        read(11, 4);
        pass("5 seconds");
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);
        assertThat(only().broadcast().reason()).isEqualTo("underpriced");

        read(12, 4);
        pass("10 seconds");
        attempt();

        assertThat(operators.sent).hasSize(3);
    }

    @Test
    void isNotThereBecauseNodesSayTheyKnowIt() {
        operators.say(Word.Kind.KNOWN, "");

        first();

        assertThat(state()).isEqualTo(State.STORED);
        assertThat(pending()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void isDroppedOnlyOnceItsNonceIsUsedInAFinalBlock() {
        accept();
        operators.say(Word.Kind.NONCE_USED, "nonce_used");
        operators.have();

        read(11, 5);
        pass("5 seconds");
        operators.finalNonce(7);
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);

        read(12, 6);
        pass("10 seconds");
        operators.finalNonce(8);
        attempt();
        assertThat(state()).isEqualTo(State.DROPPED);
        assertThat(pending()).containsExactly(PendingTransfer.State.DROPPED);
        read(13, 7);
        pass("1 hour");
        assertThat(due()).isEmpty();
    }

    @Test
    void isMinedWithoutABlockOfOursOnlyWhenEnoughSayInWhichFinalOneItIs() {
        accept();
        operators.say(Word.Kind.NONCE_USED, "nonce_used");
        operators.finalNonce(8);

        operators.haveMined(6, "a");
        read(11, 6);
        pass("5 seconds");
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);

        operators.haveMined(7, "a", "b");
        read(12, 6);
        pass("10 seconds");
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);

        read(13, 7);
        pass("1 hour");
        attempt();
        assertThat(state()).isEqualTo(State.MINED);
        assertThat(pending()).containsExactly(PendingTransfer.State.REVERTED);
    }

    @Test
    void isShownOnceHoweverOftenItsPriceWasRaised() {
        accept();
        var _ = outbounds.keep(raised(), Instant.now().plusSeconds(60)).blockOptional();
        var noticed =
                database.sql(
                                "UPDATE outbound_transaction SET state = 'SENT', noticed_at = now()"
                                        + " WHERE hash = '0xdef'")
                        .update()
                        .block();

        assertThat(noticed).isEqualTo(1);
        assertThat(list(pending.to(List.of(ADDRESS)).map(PendingTransfer::id).collectList()))
                .containsExactly(Networks.SANDBOX + "/0xdef/native");
    }

    @Test
    void isRefusedWithTheReasonAndMayBeTriedOnceMore() {
        operators.say(Word.Kind.NOT_HERE, "underpriced");
        first();
        assertThat(only().broadcast().state()).isEqualTo(State.REFUSED);
        assertThat(only().broadcast().reason()).isEqualTo("underpriced");
        assertThat(due()).isEmpty();

        assertThat(outbounds.findLiving("pay_1", "0xabc").block()).isNull();
        assertThat(keep().now()).isTrue();

        assertThat(state()).isEqualTo(State.STORED);
        assertThat(only().broadcast().reason()).isNull();
    }

    @Test
    void staysWhatABlockDecidedUntilThatBlockGoesAway() {
        accept();
        include(11, new Mined("0xabc", SENDER, NONCE));
        first();
        assertThat(state()).isEqualTo(State.MINED);

        assertThat(inclusions.retreated(view(10)).collectList().block()).containsExactly(ADDRESS);

        assertThat(state()).isEqualTo(State.SENT);
        read(11, 4);
        assertThat(due()).hasSize(1);
    }

    @Test
    void staysWhatABlockDecidedThatWasReadAgainLater() {
        accept();
        include(30, 11, new Mined("0xabc", SENDER, NONCE));

        assertThat(inclusions.retreated(view(20)).collectList().block()).isEmpty();

        assertThat(state()).isEqualTo(State.MINED);
    }

    @Test
    void isReplacedByAnotherOneOfItsSenderAndNonceOnly() {
        accept();

        include(
                11,
                new Mined("0x1", SENDER, BigInteger.valueOf(8)),
                new Mined("0x2", ADDRESS, NONCE));
        assertThat(state()).isEqualTo(State.ACCEPTED);
        include(12, new Mined("0x3", SENDER, NONCE));

        assertThat(state()).isEqualTo(State.REPLACED);
        assertThat(only().broadcast().replacedBy()).isEqualTo("0x3");
        assertThat(pending()).containsExactly(PendingTransfer.State.REPLACED);
    }

    @Test
    void isReplacedHoweverManyOthersAreOnTheirWay() {
        accept();
        keepOthers(600);

        include(12, new Mined("0x3", SENDER, NONCE));

        assertThat(state()).isEqualTo(State.REPLACED);
    }

    @Test
    void isShownAsRevertedWhenItsBlockHoldsNoTransferOfIt() {
        accept();

        include(11, new Mined("0xabc", SENDER, NONCE));

        assertThat(pending()).containsExactly(PendingTransfer.State.REVERTED);
    }
}
