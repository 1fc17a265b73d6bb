package io.sluice.chaos;

import io.sluice.sandbox.NodeFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each way for a node to go wrong: at each place among two to five, as the fastest, and by all. */
final class FaultRows {

    private static final int FEWEST = 2;
    private static final int MOST = 5;

    static final Fault BEHIND_THE_LIAR =
            Fault.of("slower", new NodeFault.Slow(1, Duration.ofMillis(150)));

    /** What all can do at once and still not agree on anything that is not so. */
    private static final List<String> BY_ALL =
            List.of(
                    "hang",
                    "dead",
                    "429",
                    "truncated JSON",
                    "wrong id",
                    "another chain",
                    "no receipts",
                    "receipts unknown",
                    "one receipt missing",
                    "receipts of another block",
                    "empty blocks",
                    "no logs",
                    "all failed");

    private static final List<Deed> PAYMENTS = List.of(Deed.COIN, Deed.ECHO, Deed.TOKEN, Deed.PAIR);

    private FaultRows() {}

    static List<Row> all() {
        var rows = new ArrayList<Row>();
        for (var nodes = FEWEST; nodes <= MOST; nodes++) {
            for (var at : places(nodes)) {
                for (var fault : Faults.all()) {
                    rows.add(oneFaulty(fault, at, nodes));
                }
            }
        }
        Faults.lies().stream().map(FaultRows::fastest).forEach(rows::add);
        BY_ALL.stream().map(Faults::named).map(FaultRows::byAll).forEach(rows::add);
        return List.copyOf(rows);
    }

    /** First, middle and last. */
    private static List<Integer> places(int nodes) {
        return Stream.of(0, nodes / 2, nodes - 1).distinct().toList();
    }

    /** Two nodes cannot do without one; more can. */
    private static Row oneFaulty(Fault fault, int at, int nodes) {
        return row(
                "%s, node %d of %d".formatted(fault, at + 1, nodes),
                operators(nodes),
                List.of(new Step.Behave(at, fault)),
                nodes > 2);
    }

    /**
     * Who is fastest is asked first as soon as that is known, and so it is before they lie. Always
     * with the same payments: which lies are seen depends on when blocks come.
     */
    private static Row fastest(Fault fault) {
        return row(
                "%s, by the fastest of three".formatted(fault),
                operators(3),
                List.of(
                        new Step.Behave(1, BEHIND_THE_LIAR),
                        new Step.Behave(2, BEHIND_THE_LIAR),
                        new Step.Mine(4),
                        new Step.Settled(),
                        new Step.Mine(4),
                        new Step.Settled(),
                        new Step.Behave(0, fault)),
                List.of(
                        new Step.Pay(Deed.COIN),
                        new Step.Mine(1),
                        new Step.Pay(Deed.ECHO),
                        new Step.Pay(Deed.TOKEN),
                        new Step.Pay(Deed.PAIR),
                        new Step.Mine(2)),
                true);
    }

    /** After a block was proven: from then on the chain is known to keep the usual rules. */
    private static Row byAll(Fault fault) {
        var all = IntStream.range(0, 3).<Step>mapToObj(it -> new Step.Behave(it, fault));
        return row(
                "%s, by all".formatted(fault),
                operators(3),
                Stream.concat(Stream.of(new Step.Mine(1), new Step.Settled()), all).toList(),
                false);
    }

    /**
     * Payments before, while and after something is wrong.
     *
     * @param decided whether enough operators are honest meanwhile
     */
    static Row row(String name, List<String> operators, List<Step> wrong, boolean decided) {
        return row(name, operators, wrong, List.of(new Step.Payments(PAYMENTS)), decided);
    }

    private static Row row(
            String name,
            List<String> operators,
            List<Step> wrong,
            List<Step> payments,
            boolean decided) {
        var during = decided ? new Step.Settled() : new Step.Undecided();
        return new Row(
                name,
                operators,
                Stream.of(
                                List.of(new Step.Pay(Deed.TOKEN)),
                                wrong,
                                payments,
                                List.of(during),
                                decided ? List.of(new Step.Heal()) : lifted(),
                                List.of(new Step.Mine(1), new Step.Settled()))
                        .<Step>flatMap(List::stream)
                        .toList());
    }

    /** Who was caught lying has no say until a person has looked: here, and starts anew. */
    private static List<Step> lifted() {
        return List.of(new Step.Stop(), new Step.Heal(), new Step.Start());
    }

    static List<String> operators(int nodes) {
        return IntStream.range(0, nodes).mapToObj(it -> "operator " + it).toList();
    }
}
