package io.sluice.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Each deed on its own, and all of them in one block. */
final class ValueRows {

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
        return Stream.concat(each, Stream.of(together())).toList();
    }

    private static Row together() {
        var deeds = Arrays.stream(Deed.values()).<Step>map(Step.Pay::new);
        var then = Stream.of(new Step.Mine(1), new Step.Settled());
        return Row.of("all deeds in one block", Stream.concat(deeds, then).toArray(Step[]::new));
    }
}
