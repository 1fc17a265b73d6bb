package io.sluice.chaos;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chains that change their mind. */
final class ReorgRows {

    private ReorgRows() {}

    static List<Row> all() {
        return Stream.concat(
                        IntStream.of(1, 2, 7, Stage.FINAL_BLOCKS - 1).mapToObj(ReorgRows::reorg),
                        Stream.of(
                                whileScanning(),
                                whileCommitting(),
                                moved(),
                                replaced(),
                                again(),
                                beyondFinal()))
                .toList();
    }

    private static Row reorg(int depth) {
        return Row.of(
                "reorg of %d and all is paid again".formatted(depth),
                new Step.Pay(Deed.COIN),
                new Step.Pay(Deed.TOKEN),
                new Step.Mine(depth),
                new Step.Settled(),
                new Step.Reorg(depth),
                new Step.Settled(),
                new Step.Resend(),
                new Step.Mine(2),
                new Step.Settled());
    }

    /** The block before the one that is asked for goes away after it was read. */
    private static Row whileScanning() {
        return Row.of(
                "reorg while scanning",
                new Step.Stop(),
                new Step.Mine(1),
                new Step.Pay(Deed.COIN),
                new Step.Mine(1),
                new Step.Pay(Deed.TOKEN),
                new Step.Mine(2),
                new Step.WhenAsked(3, List.of(new Step.Reorg(3))),
                new Step.Start(),
                new Step.Settled(),
                new Step.Heal(),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row whileCommitting() {
        return Row.of(
                "reorg while committing",
                new Step.Pay(Deed.COIN),
                new Step.WhileCommitting(List.of(new Step.Reorg(1))),
                new Step.Mine(1),
                new Step.Settled(),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row moved() {
        return Row.of(
                "a transaction moves to another block, unseen in between",
                new Step.Pay(Deed.TOKEN),
                new Step.Mine(1),
                new Step.Settled(),
                new Step.Stop(),
                new Step.Reorg(1),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Start(),
                new Step.Settled());
    }

    private static Row replaced() {
        return Row.of(
                "a transaction is replaced by its nonce",
                new Step.Pay(Deed.COIN),
                new Step.Mine(1),
                new Step.Settled(),
                new Step.Reorg(1),
                new Step.Replace(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row again() {
        return Row.of(
                "reorgs one after the other",
                new Step.Pay(Deed.COIN),
                new Step.Mine(1),
                new Step.Settled(),
                new Step.Reorg(1),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Settled(),
                new Step.Reorg(2),
                new Step.Resend(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row beyondFinal() {
        return Row.of(
                "reorg beyond final",
                new Step.Pay(Deed.COIN),
                new Step.Mine(Stage.FINAL_BLOCKS + 4),
                new Step.Settled(),
                new Step.Reorg(Stage.FINAL_BLOCKS + 2),
                new Step.Halted());
    }
}
