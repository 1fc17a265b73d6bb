package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.atMost;

import java.util.ArrayList;
import java.util.List;

/** How long it takes from the commit until a client knows. */
final class StormDelays {

    private static final int EVENTS_PER_SECOND = 250;
    private static final int WARMING = 3;
    private static final int SECONDS = 12;

    private StormDelays() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        var truth = StormTruth.from(world);
        world.writer().begin(plan(crowd, WARMING)).await();
        var _ = truth.held("warming");
        var late = world.tally().afresh();
        var heard = world.tally().heard.get();
        world.writer().begin(plan(crowd, SECONDS)).await();
        var held = truth.held("5 000 a second");
        var perSecond = (world.tally().heard.get() - heard) / (double) SECONDS;
        var isWhole = held.stream().allMatch(Measured::isMet);
        var measured = new ArrayList<Measured>();
        measured.add(new Measured("deliveries a second", atLeast(4_990), perSecond, null));
        measured.add(delay("commit", "p50", late.sinceCommit(), 0.5, isWhole));
        measured.add(delay("commit", "p99", late.sinceCommit(), 0.99, isWhole).should(atMost(15)));
        measured.add(delay("commit", "p99.9", late.sinceCommit(), 0.999, isWhole));
        measured.add(delay("commit", "max", late.sinceCommit(), 1, isWhole));
        measured.add(delay("due", "p50", late.sinceDue(), 0.5, isWhole));
        measured.add(delay("due", "p99", late.sinceDue(), 0.99, isWhole));
        measured.add(delay("due", "max", late.sinceDue(), 1, isWhole));
        measured.addAll(held);
        return measured;
    }

    static StormWriter.Plan plan(StormCrowd crowd, int seconds) {
        return new StormWriter.Plan(EVENTS_PER_SECOND, seconds, 0, crowd.shared(), 0);
    }

    /** Where something is missing nobody knows how late it is. */
    private static Measured delay(
            String from, String what, Delays delays, double part, boolean isWhole) {
        return new Measured(
                "%s to received, %s, ms".formatted(from, what),
                null,
                isWhole ? delays.millis(part) : Double.NaN,
                null);
    }
}
