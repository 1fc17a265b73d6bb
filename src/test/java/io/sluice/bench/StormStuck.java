package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atMost;

import java.time.Duration;
import java.util.List;

/** Two hundred ask for a stream and then read nothing, until they are cut off. */
final class StormStuck {

    private static final int READERS = 200;
    private static final int SECONDS = 5;

    /** Enough to fill what the system buffers for a connection: about four megabytes. */
    private static final int EVENTS_PER_SECOND = 200;

    private static final int FILLING = 3;
    private static final int PADDING = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StormStuck() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        var without = p99(world, crowd);
        var streams = world.replica().streams();
        var before = world.replica().memory();
        var path = StormWorld.path(crowd.stuck());
        var token = world.tokens().payer(StormPayments.id(crowd.stuck()));
        try (var _ = StormReaders.open(world.replica().port(), path, READERS, token)) {
            var _ =
                    StormPause.until(
                            () -> world.replica().streams() >= streams + READERS, PATIENCE);
            var there = world.replica().streams() - streams;
            var stuck = crowd.stuck();
            world.writer()
                    .begin(
                            new StormWriter.Plan(
                                    EVENTS_PER_SECOND, FILLING, stuck, stuck + 1, PADDING))
                    .await();
            var with = p99(world, crowd);
            var after = world.replica().memory();
            var left = world.replica().streams() - streams;
            var _ = StormPause.until(() -> cutOff(world) >= there, PATIENCE);
            // Of those who were cut off by then nobody knows what they held.
            return List.of(
                    new Measured("stuck readers", null, there, null),
                    new Measured("  still there when measured", null, left, null),
                    new Measured(
                            "memory (RSS) per stuck reader, KB",
                            atMost(32),
                            left < there
                                    ? Double.NaN
                                    : StormMemory.each(
                                            after.resident() - before.resident(), READERS),
                            null),
                    new Measured(
                            "  live heap of that, KB",
                            null,
                            StormMemory.each(after.heap() - before.heap(), READERS),
                            null),
                    Measured.of("the others' commit to received, p99, ms", with, without)
                            .should(atMost(1.5 * without)),
                    new Measured("stuck readers cut off", null, cutOff(world), null));
        }
    }

    private static double cutOff(StormWorld world) {
        return world.replica().ended("stuck");
    }

    private static double p99(StormWorld world, StormCrowd crowd) {
        var late = world.tally().afresh();
        world.writer().begin(StormDelays.plan(crowd, SECONDS)).await();
        return late.sinceCommit().millis(0.99);
    }
}
