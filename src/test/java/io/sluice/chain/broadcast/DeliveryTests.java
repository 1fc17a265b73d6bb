package io.sluice.chain.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.Broadcast.State;
import io.sluice.chain.ChainView;
import io.sluice.chain.Payee;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.Transfer;
import io.sluice.chain.TransferListener;
import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.chain.broadcast.PostgresOutbounds.Kept;
import io.sluice.chain.family.Families;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Signed;
import io.sluice.chain.family.Word;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.platform.database.Database;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;

/** Bringing kept transactions to operators who say what the test has them say. */
class DeliveryTests {

    private static final Asset COIN = new Asset(Networks.SANDBOX, "slip44:60", "ETH", 18);
    private static final String ADDRESS = "0x3535353535353535353535353535353535353535";
    private static final String SENDER = "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F";
    private static final BigInteger NONCE = BigInteger.valueOf(7);

    private final Database database = TestDatabase.fresh().database();
    private final PostgresOutbounds outbounds = new PostgresOutbounds(database);
    private final Inclusions inclusions = new Inclusions(database);
    private final PendingTransfers pending = new PendingTransfers(database);
    private final PostgresTrials trials = new PostgresTrials(database);
    private final ScriptedCourier operators = new ScriptedCourier();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Delivery delivery = delivery();
    private boolean awaited = true;

    @BeforeEach
    void keepOne() {
        read(10, 4);
        assertThat(keep().now()).isTrue();
        assertThat(state()).isEqualTo(State.STORED);
    }

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
    void isShownAsRevertedWhenItsBlockHoldsNoTransferOfIt() {
        accept();

        include(11, new Mined("0xabc", SENDER, NONCE));

        assertThat(pending()).containsExactly(PendingTransfer.State.REVERTED);
    }

    private void accept() {
        operators.say(Word.Kind.TAKEN, "");
        operators.have("a", "b", "c");
        pass("3 seconds");
        attempt();
        assertThat(state()).isEqualTo(State.ACCEPTED);
    }

    /** As the replica does that took it. */
    private void first() {
        delivery.attempt(Due.first(only())).block();
    }

    /** As the rounds do. */
    private void attempt() {
        assertThat(due()).hasSize(1);
        due().forEach(it -> delivery.attempt(it).block());
    }

    private List<Due> due() {
        return list(trials.due(Networks.SANDBOX, 10).collectList());
    }

    private Outbound only() {
        return list(outbounds.of("pay_1", 10).collectList()).getFirst();
    }

    private State state() {
        return only().state();
    }

    private List<PendingTransfer.State> pending() {
        return list(pending.to(List.of(ADDRESS)).map(PendingTransfer::state).collectList());
    }

    private void include(long height, Mined... mined) {
        include(height, height, mined);
    }

    private void include(long cursor, long height, Mined... mined) {
        var block = new Transfer.Block(height, "0x" + height, Instant.EPOCH);
        var read = new ReadBlock(block, "0x0", List.of(), List.of(mined));
        assertThat(inclusions.included(view(cursor), read).collectList().block()).isNotNull();
    }

    private void read(long height, long finalized) {
        var moved =
                database.sql(
                                """
                                INSERT INTO chain_cursor (chain, family, height, hash, time,
                                    finalized)
                                VALUES (:chain, 'eip155', :height, '0x', now(), :finalized)
                                ON CONFLICT (chain) DO UPDATE
                                   SET height = excluded.height, finalized = excluded.finalized
                                """)
                        .bind("chain", Networks.SANDBOX.value())
                        .bind("height", height)
                        .bind("finalized", finalized)
                        .update()
                        .block();
        assertThat(moved).isEqualTo(1);
    }

    private void change(String what) {
        var changed =
                database.sql("UPDATE outbound_transaction SET " + what + " WHERE hash = :hash")
                        .bind("hash", "0xabc")
                        .update()
                        .block();
        assertThat(changed).isEqualTo(1);
    }

    private void pass(String time) {
        change("next_at = next_at - interval '" + time + "'");
    }

    private Kept keep() {
        return outbounds.keep(draft(), Instant.now().plusSeconds(60)).blockOptional().orElseThrow();
    }

    private Delivery delivery() {
        TransferListener listener =
                new TransferListener() {
                    @Override
                    public Mono<Void> moved(ChainView view, Collection<String> touched) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<Void> noticed(String family, Collection<String> addresses) {
                        return Mono.fromRunnable(() -> told.addAll(addresses));
                    }
                };
        Payee payee = _ -> Mono.fromCallable(() -> awaited);
        var beans = new StaticListableBeanFactory(Map.of("listener", listener, "payee", payee));
        return new Delivery(
                database,
                trials,
                inclusions,
                new Couriers(Networks.unasked(), new Families(List.of(operators))),
                beans.getBeanProvider(Payee.class),
                beans.getBeanProvider(TransferListener.class));
    }

    private static Draft draft() {
        var call = new Signed.Call(ADDRESS, BigInteger.TEN, "0x", BigInteger.TEN, BigInteger.ONE);
        var signed = new Signed(Networks.SANDBOX, "0xabc", "0x00", SENDER, NONCE, call);
        var id = Networks.SANDBOX + "/0xabc/native";
        return new Draft("pay_1", signed, new Movement(id, COIN, SENDER, ADDRESS, BigInteger.TEN));
    }

    private static ChainView view(long height) {
        var at = Instant.EPOCH;
        return new ChainView(Networks.SANDBOX, height, "0x" + height, at, at, -1, -1, height);
    }

    private static <T> List<T> list(Mono<List<T>> all) {
        return all.blockOptional().orElseThrow();
    }
}
