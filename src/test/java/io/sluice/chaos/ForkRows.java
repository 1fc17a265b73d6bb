package io.sluice.chaos;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes that follow a fork of the chain, and finality that stands still. */
final class ForkRows {

    private ForkRows() {}

    static List<Row> all() {
        return Stream.of(
                        List.of(forked(0, 3), forked(2, 3), forked(1, 2)),
                        List.of(forkedAndFastest(), finalityStalls(), finalityOfOneStalls()))
                .flatMap(List::stream)
                .toList();
    }

    private static Row forked(int at, int nodes) {
        return FaultRows.row(
                "on a sibling fork, node %d of %d".formatted(at + 1, nodes),
                FaultRows.operators(nodes),
                List.of(new Step.Behave(at, Faults.fork())),
                nodes > 2);
    }

    private static Row forkedAndFastest() {
        return FaultRows.row(
                "on a sibling fork, by the fastest of three",
                FaultRows.operators(3),
                List.of(
                        new Step.Behave(0, Faults.fork()),
                        new Step.Behave(1, FaultRows.BEHIND_THE_LIAR),
                        new Step.Behave(2, FaultRows.BEHIND_THE_LIAR)),
                true);
    }

    /** Blocks are read meanwhile, and the tags jump when they are told again. */
    private static Row finalityStalls() {
        return Row.of(
                "finality stalls, then jumps",
                Stream.of(
                                stalled(3),
                                List.<Step>of(
                                        new Step.Pay(Deed.COIN),
                                        new Step.Mine(2 * Stage.FINAL_BLOCKS),
                                        new Step.Read(),
                                        new Step.Heal(),
                                        new Step.Settled(),
                                        new Step.Reorg(3),
                                        new Step.Resend(),
                                        new Step.Mine(1),
                                        new Step.Settled()))
                        .flatMap(List::stream)
                        .toArray(Step[]::new));
    }

    private static Row finalityOfOneStalls() {
        return FaultRows.row(
                "finality stalls, node 1 of 3", FaultRows.operators(3), stalled(1), true);
    }

    private static List<Step> stalled(int nodes) {
        return IntStream.range(0, nodes)
                .<Step>mapToObj(it -> new Step.Behave(it, Faults.stalledTags()))
                .toList();
    }
}
