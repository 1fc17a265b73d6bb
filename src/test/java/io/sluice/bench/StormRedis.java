package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atMost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Redis dies in the midst of a thousand events a second and comes back. While it is away every
 * event is one whose message is lost, and nearly each is its payment's last: its stream hears of it
 * when it is repaired. Only when all of them were is Redis started again, under as many events.
 */
final class StormRedis {

    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int AFTERWARDS = 6;
    private static final Duration WELL = Duration.ofSeconds(4);
    private static final Duration AWAY = Duration.ofSeconds(4);
    private static final Duration REPAIRED = Duration.ofMillis(1_500);
    private static final Duration BACK = Duration.ofMillis(1_500);

    private StormRedis() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        var truth = StormTruth.from(world);
        var heard = world.tally().heard.get();
        var before = world.tally().afresh();
        var writing = world.writer().begin(plan(crowd, (int) WELL.plus(AWAY).toSeconds()));
        StormPause.of(WELL);
        world.sandbox().redis().stop();
        var away = world.tally().afresh();
        writing.await();
        StormPause.of(REPAIRED);
        var _ = world.tally().afresh();
        var again = world.writer().begin(plan(crowd, AFTERWARDS));
        world.sandbox().redis().startAgain();
        StormPause.of(BACK);
        var after = world.tally().afresh();
        var bySweeps = world.replica().learned("sweep");
        again.await();
        var all = new ArrayList<>(truth.held("Redis killed"));
        all.add(
                new Measured(
                        "Redis killed: deliveries",
                        null,
                        (double) (world.tally().heard.get() - heard),
                        null));
        all.add(
                new Measured(
                        "Redis killed: events not written",
                        null,
                        (double) world.writer().failures(),
                        null));
        all.add(p99("lost message repaired, p99, ms", away).should(atMost(1_000)));
        all.add(
                new Measured(
                        "lost message repaired, p50, ms",
                        null,
                        away.sinceCommit().millis(0.5),
                        null));
        all.add(
                new Measured(
                        "lost message repaired, max, ms",
                        null,
                        away.sinceCommit().millis(1),
                        null));
        all.add(p99("commit to received before it, p99, ms", before));
        all.add(p99("commit to received after it, p99, ms", after));
        all.add(
                new Measured(
                        "learned by sweeps and not by messages after it",
                        null,
                        world.replica().learned("sweep") - bySweeps,
                        null));
        return all;
    }

    private static StormWriter.Plan plan(StormCrowd crowd, int seconds) {
        return new StormWriter.Plan(EVENTS_PER_SECOND, seconds, 0, crowd.heard(), 0);
    }

    private static Measured p99(String what, StormTally.Lateness late) {
        return new Measured(what, null, late.sinceCommit().millis(0.99), null);
    }
}
