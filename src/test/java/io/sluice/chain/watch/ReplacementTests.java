package io.sluice.chain.watch;

import static io.sluice.chain.Transfer.State.INCLUDED;
import static io.sluice.chain.Transfer.State.ORPHANED;
import static io.sluice.chain.Transfer.State.REPLACED;
import static io.sluice.chain.Transfer.State.REVERTED;
import static io.sluice.chain.watch.ChainWatchTests.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.network.Networks;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What became of a transfer whose block went away. */
class ReplacementTests {

    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final Mined PAID = mined("0xpaid", "0xpayer", 7);
    private static final Mined TWICE = mined("0xtwice", "0xpayer", 7);
    private static final Mined NEXT = mined("0xnext", "0xpayer", 8);
    private static final Mined STRANGE = mined("0xstrange", "0xstranger", 7);

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();

    @BeforeEach
    void payAndLoseTheBlock() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        follow();
        chain.mine(List.of(moved(PAID)), List.of(STRANGE, PAID));
        follow();
        chain.drop(1);
        watching.touched.clear();
    }

    @Test
    void isReplacedWhenAnotherTransactionHasItsNonce() {
        mineAndFollow(STRANGE, TWICE, NEXT);

        assertThat(state()).isEqualTo(REPLACED);
        assertThat(kept("replaced_by")).isEqualTo("0xtwice");
        assertThat(kept("replaced_height")).isEqualTo("1");
        assertThat(facts()).containsExactly(INCLUDED, ORPHANED, REPLACED);
        assertThat(transfer().revision()).isEqualTo(watching.cursor().revision());
        assertThat(watching.touched).containsExactly(OURS, OURS);
    }

    @Test
    void isReplacedHoweverMuchElseIsOrphaned() {
        watching.update(
                """
                INSERT INTO transfer (id, chain, address, sender, asset, symbol, decimals, units,
                    state, grade, block_height, block_hash, block_time, first_included_at,
                    revision, origin, nonce)
                SELECT id || n, chain, '0xother', sender, asset, symbol, decimals, units,
                    'ORPHANED', grade, block_height, block_hash, block_time, first_included_at,
                    revision, '0xother', n
                  FROM transfer, generate_series(1, 600) AS n
                """);

        mineAndFollow(STRANGE, TWICE, NEXT);

        assertThat(state()).isEqualTo(REPLACED);
    }

    @Test
    void staysOrphanedWhileItsNonceIsFree() {
        mineAndFollow(STRANGE, NEXT);

        assertThat(state()).isEqualTo(ORPHANED);
        assertThat(facts()).containsExactly(INCLUDED, ORPHANED);
    }

    @Test
    void isRevertedWhenItsOwnTransactionMovesItNoMore() {
        mineAndFollow(PAID);

        assertThat(state()).isEqualTo(REVERTED);
        assertThat(kept("replaced_by")).isEqualTo("0xpaid");
        assertThat(facts()).containsExactly(INCLUDED, ORPHANED, REVERTED);
    }

    @Test
    void revertsOnlyWhatItsTransactionMovesNoMore() {
        var log = payment(id("0xpaid") + "/log:1", OURS, 5);
        chain.mine(List.of(log), List.of(PAID));
        follow();

        assertThat(watching.transfers(List.of(OURS)))
                .extracting(Transfer::id, Transfer::state)
                .containsExactlyInAnyOrder(
                        tuple(log.id(), INCLUDED), tuple(moved(PAID).id(), REVERTED));
    }

    @Test
    void isOrphanedAgainWhenTheBlockThatReplacedItGoesAwayAndIncludedWhenItComesBack() {
        var first = transfer();
        mineAndFollow(TWICE);
        chain.drop(1);
        mineAndFollow(NEXT);
        assertThat(state()).isEqualTo(ORPHANED);
        assertThat(kept("replaced_by")).isEqualTo("");

        chain.mine(List.of(moved(PAID)), List.of(PAID));
        follow();

        assertThat(facts()).containsExactly(INCLUDED, ORPHANED, REPLACED, ORPHANED, INCLUDED);
        assertThat(transfer().id()).isEqualTo(first.id());
        assertThat(transfer().firstIncludedAt()).isEqualTo(first.firstIncludedAt());
        assertThat(kept("nonce")).isEqualTo("7");
    }

    @Test
    void keepsWhatReplacedItWhenOnlyBlocksAboveThatGoAway() {
        mineAndFollow(TWICE);
        mineAndFollow(NEXT);
        chain.drop(1);
        mineAndFollow();

        assertThat(state()).isEqualTo(REPLACED);
    }

    @Test
    void goesThereAndBackAsOftenAsTheChainDoes() {
        mineAndFollow(TWICE);
        chain.drop(1);
        mineAndFollow(PAID);
        chain.drop(1);
        chain.mine(List.of(moved(PAID)), List.of(PAID));
        follow();
        chain.drop(1);
        mineAndFollow(TWICE);

        assertThat(facts())
                .containsExactly(
                        INCLUDED, ORPHANED, REPLACED, ORPHANED, REVERTED, ORPHANED, INCLUDED,
                        ORPHANED, REPLACED);
    }

    @Test
    void leavesAloneWhatWasKeptBeforeNoncesWere() {
        watching.update("UPDATE transfer SET origin = NULL, nonce = NULL");

        mineAndFollow(TWICE);
        assertThat(state()).isEqualTo(ORPHANED);

        chain.drop(1);
        chain.mine(List.of(moved(PAID)), List.of(PAID));
        follow();
        assertThat(state()).isEqualTo(INCLUDED);
        assertThat(kept("origin")).isEqualTo("0xpayer");
    }

    private void mineAndFollow(Mined... transactions) {
        chain.mine(List.of(), List.of(transactions));
        follow();
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private State state() {
        return transfer().state();
    }

    private Transfer transfer() {
        assertThat(watching.transfers(List.of(OURS))).hasSize(1);
        return watching.transfers(List.of(OURS)).getFirst();
    }

    private List<State> facts() {
        return watching.texts("SELECT state AS text FROM transfer_fact ORDER BY revision").stream()
                .map(State::valueOf)
                .toList();
    }

    private String kept(String column) {
        return watching.texts("SELECT coalesce(" + column + "::text, '') AS text FROM transfer")
                .getFirst();
    }

    private static Movement moved(Mined mined) {
        return payment(id(mined.transaction()) + "/log:0", OURS, 5);
    }

    private static String id(String transaction) {
        return Networks.SANDBOX + "/" + transaction;
    }

    private static Mined mined(String transaction, String origin, int nonce) {
        return new Mined(transaction, origin, BigInteger.valueOf(nonce));
    }
}
