package io.sluice.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** More than one node that goes wrong at once. */
final class ManyRows {

    /** The same lie by several is believed when they are enough; so these differ. */
    private static final List<String> DIFFERENT =
            List.of("other hashes", "logs inflated", "head a million ahead");

    private ManyRows() {}

    static List<Row> all() {
        var rows = new ArrayList<Row>();
        for (var fault : Faults.lies()) {
            rows.add(ofOneOperator(fault));
            rows.add(twoOfFive(fault));
        }
        rows.add(ofFive(2, true));
        rows.add(ofFive(3, false));
        return List.copyOf(rows);
    }

    /** They are as many as the honest ones, and have one vote. */
    private static Row ofOneOperator(Fault lie) {
        return FaultRows.row(
                "%s, by both nodes of one operator".formatted(lie),
                List.of("liar", "liar", "b", "c"),
                List.of(new Step.Behave(0, lie), new Step.Behave(1, lie)),
                true);
    }

    private static Row twoOfFive(Fault lie) {
        return FaultRows.row(
                "%s, by two of five".formatted(lie),
                FaultRows.operators(5),
                List.of(new Step.Behave(1, lie), new Step.Behave(4, lie)),
                true);
    }

    private static Row ofFive(int wrong, boolean decided) {
        return FaultRows.row(
                "%d of five, each in its way".formatted(wrong),
                FaultRows.operators(5),
                IntStream.range(0, wrong)
                        .<Step>mapToObj(
                                it -> new Step.Behave(2 * it, Faults.named(DIFFERENT.get(it))))
                        .toList(),
                decided);
    }
}
