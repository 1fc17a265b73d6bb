package io.sluice.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance in a world, from its one seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True so many times in a thousand. */
    boolean chance(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** An index, each as often as its weight says. */
    int weighted(int... weights) {
        var sum = 0;
        for (var weight : weights) {
            sum += weight;
        }
        var thrown = random.nextInt(sum);
        var index = 0;
        while (thrown >= weights[index]) {
            thrown -= weights[index++];
        }
        return index;
    }
}
