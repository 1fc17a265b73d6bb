package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.network.Networks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import reactor.test.StepVerifier;

/** Payers who sign several transactions with one nonce, on a chain that forks as it likes. */
class ReplacementPropertyTests {

    private static final int FINALITY_DEPTH = 8;
    private static final int NONCES = 12;
    private static final String OURS = "0xours";

    /** What a fact may be followed by; the empty text is before the first. */
    private static final Map<String, Set<String>> AFTER =
            Map.of(
                    "", Set.of("INCLUDED"),
                    "INCLUDED", Set.of("ORPHANED"),
                    "ORPHANED", Set.of("INCLUDED", "REPLACED", "REVERTED"),
                    "REPLACED", Set.of("ORPHANED"),
                    "REVERTED", Set.of("ORPHANED"));

    private final SimulatedChain chain = new SimulatedChain(FINALITY_DEPTH);
    private final Watching watching = new Watching();

    @RepeatedTest(25)
    void tellsWhatBecameOfEveryTransferAsTheChainTellsItInTheEnd(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        follow();

        for (var step = 0; step < 30; step++) {
            fork(random);
            mine(random, random.nextInt(3));
            if (random.nextInt(3) > 0) {
                follow();
            }
        }
        mine(random, FINALITY_DEPTH);
        follow();

        var told = told();
        watching.transfers(List.of(OURS))
                .forEach(it ->
                        assertThat(it.state())
                                .as(it.id())
                                .isEqualTo(expected(transaction(it.id()), told)));
        assertThat(included()).isEqualTo(movedInTheEnd());
        assertThatFactsFollowEachOther();
    }

    /** What each nonce was used for in the end, and by a transaction that moved what or nothing. */
    private Map<String, Mined> told() {
        var told = new HashMap<String, Mined>();
        chain.from(0).stream()
                .flatMap(block -> block.mined().stream())
                .forEach(mined -> told.put(slot(mined.transaction()), mined));
        return told;
    }

    private State expected(String transaction, Map<String, Mined> told) {
        var mined = told.get(slot(transaction));
        if (mined == null) {
            return State.ORPHANED;
        }
        if (!mined.transaction().equals(transaction)) {
            return State.REPLACED;
        }
        return movedInTheEnd().contains(transaction) ? State.INCLUDED : State.REVERTED;
    }

    private Set<String> movedInTheEnd() {
        var moved = new HashSet<String>();
        chain.from(0).stream()
                .flatMap(block -> block.movements().stream())
                .forEach(it -> moved.add(transaction(it.id())));
        return moved;
    }

    private Set<String> included() {
        return Set.copyOf(
                watching.texts(
                        """
                        SELECT split_part(id, '/', 2) AS text
                          FROM transfer WHERE state = 'INCLUDED'
                        """));
    }

    private void assertThatFactsFollowEachOther() {
        watching.texts(
                        """
                        SELECT coalesce(lag(state) OVER (PARTITION BY transfer ORDER BY revision),
                                        '') || '>' || state AS text
                          FROM transfer_fact
                        """)
                .forEach(it -> {
                    var states = it.split(">", -1);
                    assertThat(AFTER.get(states[0])).contains(states[1]);
                });
        assertThat(
                        watching.count(
                                """
                                SELECT count(*) AS n FROM transfer AS t
                                 WHERE NOT EXISTS (
                                    SELECT FROM transfer_fact AS f
                                     WHERE f.transfer = t.id AND f.revision = t.revision
                                       AND f.state = t.state)
                                """))
                .isZero();
    }

    private void fork(Random random) {
        var deepest = (int) Math.min(FINALITY_DEPTH - 1, chain.height());
        if (deepest > 0 && random.nextBoolean()) {
            var depth = 1 + random.nextInt(deepest);
            chain.drop(depth);
            mine(random, depth);
        }
    }

    /** Every payer uses each nonce once in a chain, for one of three transactions. */
    private void mine(Random random, int blocks) {
        for (var i = 0; i < blocks; i++) {
            var used = told().keySet();
            var movements = new ArrayList<Movement>();
            var mined = new ArrayList<Mined>();
            for (var nonce = 0; nonce < NONCES; nonce++) {
                var signed = "0x" + random.nextInt(3) + "." + nonce;
                if (!used.contains(slot(signed)) && random.nextInt(4) == 0) {
                    mined.add(mined(signed));
                    if (random.nextInt(4) > 0) {
                        movements.add(moved(signed));
                    }
                }
            }
            chain.mine(movements, mined);
        }
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private static Mined mined(String transaction) {
        var nonce = new BigInteger(slot(transaction));
        return new Mined(transaction, "0xpayer" + nonce.mod(BigInteger.TWO), nonce);
    }

    private static Movement moved(String transaction) {
        var id = Networks.SANDBOX + "/" + transaction + "/native";
        return ChainWatchTests.payment(id, OURS, 1);
    }

    private static String slot(String transaction) {
        return transaction.substring(transaction.indexOf('.') + 1);
    }

    private static String transaction(String id) {
        return id.split("/", -1)[1];
    }
}
