package io.sluice.chaos;

import io.sluice.sandbox.Manglings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Each deed on its own, and all of them in one block. */
final class ValueRows {

    private static final Fault NO_STATE = Fault.of("no state", Manglings.pruned());

    private ValueRows() {}

    static List<Row> all() {
        var each =
                Arrays.stream(Deed.values())
                        .map(it ->
                                Row.of(
                                        "paid by " + it,
                                        new Step.Pay(it),
                                        new Step.Mine(1),
                                        new Step.Settled()));
        var untold =
                Stream.of(Deed.COIN, Deed.FORWARDED, Deed.SELF_DESTRUCT, Deed.FALTERED, Deed.GROWN)
                        .map(ValueRows::untold);
        var others = Stream.of(together(), oneForgets(), twoForget());
        return Stream.of(each, untold, others).flatMap(it -> it).toList();
    }

    /** Nobody tells of these: they count as what a balance is more, once that is final. */
    private static Row untold(Deed deed) {
        return Row.of(
                "told by nobody: " + deed,
                new Step.Pay(deed),
                new Step.Mine(Stage.FINAL_BLOCKS - 2),
                new Step.Settled(),
                new Step.Audited(),
                new Step.Mine(3),
                new Step.Settled(),
                new Step.Audited(),
                new Step.Mine(2),
                new Step.Settled(),
                new Step.Audited());
    }

    private static Row oneForgets() {
        return Row.of(
                "a fee where node 1 of 3 knows no state",
                new Step.Behave(0, NO_STATE),
                new Step.Pay(Deed.TAXED),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row twoForget() {
        return Row.of(
                "a fee where two of three know no state",
                new Step.Behave(0, NO_STATE),
                new Step.Behave(1, NO_STATE),
                new Step.Pay(Deed.TAXED),
                new Step.Mine(1),
                new Step.Undecided(),
                new Step.Heal(),
                new Step.Mine(1),
                new Step.Settled());
    }

    private static Row together() {
        var deeds = Arrays.stream(Deed.values()).<Step>map(Step.Pay::new);
        var then = Stream.of(new Step.Mine(1), new Step.Settled());
        return Row.of("all deeds in one block", Stream.concat(deeds, then).toArray(Step[]::new));
    }
}
