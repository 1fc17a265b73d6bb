package io.sluice.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What streams are promised to bear, on a whole deployment: each goal beside what it came to. */
final class StormBench {

    private static final StormCrowd CROWD = new StormCrowd(480, 20, 5_400);
    private static final int WARMING = 300;
    private static final int WARMINGS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    List<Measured> run() {
        System.out.printf(
                """
                %d streams (mode=log, with payers' tokens): %d payments with %d listeners, %d with one.
                A whole gateway, PostgreSQL (that does not wait for its disk) and Redis are processes of
                their own; clients and what commits events are this one. Payments are copies of one that
                was opened over the API; their events are written and told of by the gateway's own
                journal, as by another replica, each with the time at which it was due. All settings of
                the replica are as they come. Its Java: %s.
                """,
                CROWD.streams(),
                CROWD.shared(),
                CROWD.each(),
                CROWD.single(),
                String.join(" ", StormReplica.JVM));
        step("starting everything");
        try (var world = StormWorld.start(CROWD)) {
            step("warming up");
            warmUp(world);
            step("opening streams");
            var memory = StormMemory.measure(world);
            step("breaking all lines at once");
            var reconnects = StormReconnects.measure(world, CROWD);
            step("telling 5 000 a second");
            var delays = StormDelays.measure(world, CROWD);
            step("some do not read");
            var stuck = StormStuck.measure(world, CROWD);
            step("killing Redis");
            var redis = StormRedis.measure(world, CROWD);
            step("stopping the replica");
            var drain = StormDrain.measure(world, CROWD);
            return Stream.of(redis, delays, drain, reconnects, stuck, memory)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * Classes are loaded and code is compiled, by few at a time: so many streams as are measured
     * would leave the process larger than it begins.
     */
    private static void warmUp(StormWorld world) {
        var some = world.clients().all().subList(0, WARMING);
        for (var i = 0; i < WARMINGS; i++) {
            world.clients().connect(some);
            world.writer().begin(new StormWriter.Plan(250, 2, 0, CROWD.shared(), 0)).await();
            world.clients().cut(some);
            var _ = StormPause.until(() -> world.replica().streams() == 0, PATIENCE);
        }
    }

    private static void step(String what) {
        System.err.println("· " + what);
    }
}
