package io.sluice.bench;

import static io.sluice.bench.CutPlace.ANSWER;
import static io.sluice.bench.CutPlace.BETWEEN;
import static io.sluice.bench.CutPlace.CHARACTER;
import static io.sluice.bench.CutPlace.HEAD;
import static io.sluice.bench.CutPlace.LINE_END;
import static io.sluice.bench.CutPlace.OPENED;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** Plans cuts at random; the same ones for the same seed. */
final class CutPlans {

    private static final int LONGEST_HEAD = 500;
    private static final int MEAN_BYTES = 1_500;
    private static final int MEAN_MILLIS = 300;
    private static final int LONGEST_MILLIS = 10_000;
    private static final Set<CutPlace> ALL = EnumSet.allOf(CutPlace.class);
    private static final Set<CutPlace> BODY = EnumSet.complementOf(EnumSet.of(ANSWER, HEAD));

    private final Random random;

    CutPlans(long seed) {
        random = new Random(seed);
    }

    /** Of a hundred five come before an answer, ten inside a head, five right after it. */
    synchronized CutPlan next() {
        var lot = random.nextInt(100);
        var within =
                Duration.ofMillis(
                        Math.min(LONGEST_MILLIS, (long) (MEAN_MILLIS * random.nextExponential())));
        if (lot < 5) {
            var soon = Duration.ofMillis(1 + random.nextInt(20));
            return new CutPlan(Set.of(ANSWER), 0, soon, random.nextBoolean());
        }
        if (lot < 15) {
            return new CutPlan(ALL, 1 + random.nextInt(LONGEST_HEAD), within, true);
        }
        if (lot < 20) {
            return new CutPlan(Set.of(OPENED), 0, within, random.nextBoolean());
        }
        var bytes = (long) (MEAN_BYTES * random.nextExponential());
        return new CutPlan(places(lot), bytes, within, random.nextBoolean());
    }

    private static Set<CutPlace> places(int lot) {
        if (lot < 35) {
            return Set.of(CHARACTER);
        }
        if (lot < 50) {
            return Set.of(LINE_END);
        }
        return lot < 65 ? Set.of(BETWEEN) : BODY;
    }
}
