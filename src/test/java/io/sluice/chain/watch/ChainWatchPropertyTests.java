package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import reactor.test.StepVerifier;

/** Whatever a chain does above its final block, what is kept is what the chain says in the end. */
class ChainWatchPropertyTests {

    private static final int FINALITY_DEPTH = 8;
    private static final List<String> OURS =
            IntStream.range(0, 3).mapToObj(i -> "0xours" + i).toList();

    private final SimulatedChain chain = new SimulatedChain(FINALITY_DEPTH);
    private final Watching watching = new Watching();
    private final List<Movement> pending = new ArrayList<>();
    private int sent;

    @RepeatedTest(25)
    void keepsWhatTheChainSaysInTheEnd(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        OURS.forEach(it -> watching.watchAddress(it).as(StepVerifier::create).verifyComplete());
        mine(random, 1 + random.nextInt(12));
        follow();
        var begun = watching.cursor().height();

        for (var step = 0; step < 25; step++) {
            fork(random, (int) Math.min(FINALITY_DEPTH - 1, chain.height() - begun));
            mine(random, random.nextInt(8) == 0 ? 20 : random.nextInt(4));
            if (random.nextInt(3) > 0) {
                follow();
            }
        }
        mine(random, FINALITY_DEPTH);
        follow();

        assertThat(included()).containsExactlyInAnyOrderElementsOf(told(begun));
        assertThat(watching.cursor().hash())
                .isEqualTo(chain.from(chain.height()).getFirst().block().hash());
    }

    private void fork(Random random, int deepest) {
        if (deepest > 0 && random.nextBoolean()) {
            var depth = 1 + random.nextInt(deepest);
            chain.from(chain.height() - depth + 1).forEach(it -> pending.addAll(it.movements()));
            chain.drop(depth);
            Collections.shuffle(pending, random);
            mine(random, depth);
        }
    }

    /** Blocks with new payments, and with some of those that a fork had taken away. */
    private void mine(Random random, int blocks) {
        for (var i = 0; i < blocks; i++) {
            var movements = new ArrayList<Movement>();
            for (var payments = random.nextInt(3); payments > 0; payments--) {
                var receiver = random.nextBoolean() ? OURS.get(random.nextInt(3)) : "0xother";
                movements.add(ChainWatchTests.payment("tx" + sent++, receiver, sent));
            }
            while (!pending.isEmpty() && random.nextInt(3) > 0) {
                movements.add(pending.removeLast());
            }
            chain.mine(movements);
        }
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private List<String> included() {
        return watching.transfers(OURS).stream()
                .filter(it -> it.state() == State.INCLUDED)
                .map(ChainWatchPropertyTests::kept)
                .toList();
    }

    private List<String> told(long from) {
        return chain.from(from).stream()
                .flatMap(block -> block.movements().stream().map(it -> told(block, it)))
                .filter(it -> !it.contains("0xother"))
                .toList();
    }

    private static String kept(Transfer transfer) {
        return "%s %s %s %s"
                .formatted(
                        transfer.id(),
                        transfer.address(),
                        transfer.amount().units(),
                        transfer.block().hash());
    }

    private static String told(ReadBlock block, Movement movement) {
        return "%s %s %s %s"
                .formatted(
                        movement.id(), movement.receiver(), movement.units(), block.block().hash());
    }
}
