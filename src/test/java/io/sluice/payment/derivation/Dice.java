package io.sluice.payment.derivation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance that a seed repeats. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** True once in {@code n} throws. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From none to {@code most}, both included. */
    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    int between(int least, int most) {
        return least + upTo(most - least);
    }

    Duration seconds(int least, int most) {
        return Duration.ofSeconds(between(least, most));
    }

    @SafeVarargs
    final <T> T any(T... these) {
        return these[random.nextInt(these.length)];
    }

    <T> T any(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }

    /** In another order, some of them up to three times. */
    <T> List<T> shuffledWithRepeats(List<T> these) {
        var all = new ArrayList<>(these);
        these.forEach(it -> all.addAll(Collections.nCopies(oneIn(3) ? between(1, 2) : 0, it)));
        Collections.shuffle(all, random);
        return all;
    }
}
