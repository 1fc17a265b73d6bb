package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atMost;

import java.time.Duration;
import java.util.List;

/** What a replica holds for a stream on which nothing happens, as Linux counts it. */
final class StormMemory {

    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final double MEGA = 1024.0 * 1024;

    private StormMemory() {}

    static List<Measured> measure(StormWorld world) {
        var before = world.replica().memory();
        world.clients().connect(world.clients().all());
        StormPause.of(SETTLED);
        var after = world.replica().memory();
        var streams = world.clients().open();
        return List.of(
                new Measured(
                        "idle: RSS before any stream, MB", null, before.resident() / MEGA, null),
                new Measured(
                        "idle: RSS per stream with its heap, KB",
                        atMost(6),
                        each(after.resident() - before.resident(), streams),
                        null),
                new Measured(
                        "idle: live heap of that, KB",
                        atMost(4),
                        each(after.heap() - before.heap(), streams),
                        null));
    }

    static double each(long bytes, long streams) {
        return bytes / 1024.0 / streams;
    }
}
