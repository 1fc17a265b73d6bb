package io.sluice.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Rows that chance makes up: anything after anything, with enough honest operators throughout. */
final class ChanceRows {

    private static final int STEPS = 14;
    private static final int NODES = 3;

    private ChanceRows() {}

    static List<Row> of(long firstSeed, int count) {
        return LongStream.range(firstSeed, firstSeed + count).mapToObj(ChanceRows::of).toList();
    }

    static Row of(long seed) {
        var dice = new Random(seed);
        var steps = new ArrayList<Step>();
        steps.add(new Step.Mine(5));
        for (var i = 0; i < STEPS; i++) {
            steps.addAll(next(dice));
        }
        steps.addAll(List.of(new Step.Heal(), new Step.Mine(1), new Step.Settled()));
        return Row.of("a course of chance, seed " + seed, steps.toArray(Step[]::new));
    }

    private static List<Step> next(Random dice) {
        return switch (dice.nextInt(9)) {
            case 0, 1, 2 -> List.of(pay(dice));
            case 3, 4 -> List.of(pay(dice), new Step.Mine(1 + dice.nextInt(3)));
            case 5 -> List.of(new Step.Heal(), new Step.Behave(dice.nextInt(NODES), any(dice)));
            case 6 -> List.of(new Step.Reorg(1 + dice.nextInt(4)), new Step.Resend());
            case 7 -> List.of(new Step.Stop(), new Step.Mine(1), new Step.Start());
            default -> List.of(new Step.Mine(1), new Step.Settled());
        };
    }

    private static Step pay(Random dice) {
        var deeds = Deed.values();
        return new Step.Pay(deeds[dice.nextInt(deeds.length)]);
    }

    private static Fault any(Random dice) {
        var faults = Faults.all();
        return faults.get(dice.nextInt(faults.size()));
    }
}
