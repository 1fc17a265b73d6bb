package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.atMost;
import static java.util.Comparator.comparingDouble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All lines break at once, and every client comes back with what it was told last. */
final class StormReconnects {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More of them, until what runs is compiled: the middle one counts. */
    private static final int STORMS = 7;

    /** So many come with tokens that are more work to verify. */
    private static final int PARTNERS = 3_000;

    private StormReconnects() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        var truth = StormTruth.from(world);
        var all = world.clients().all();
        var queries = StormQueries.count(world.database());
        var storm = come(world, all);
        var access = (double) queries.ofAccess() / crowd.heard();
        var events = (double) queries.ofEvents() / crowd.heard();
        var depths = (double) queries.ofDepths() / crowd.heard();
        var again =
                Stream.generate(() -> come(world, all))
                        .limit(STORMS)
                        .sorted(comparingDouble(Came::perCpuSecond))
                        .toList()
                        .get(STORMS / 2);
        var some = all.subList(0, PARTNERS);
        some.forEach(it -> it.use(world.tokens().partner(it.number())));
        var partners = come(world, some);
        var measured =
                new ArrayList<>(
                        List.of(
                                new Measured(
                                        "reconnects: queries per topic",
                                        atMost(1),
                                        access + events,
                                        null),
                                new Measured("  of them: who may listen", null, access, null),
                                new Measured("  of them: what is newest", null, events, null),
                                new Measured("  and in turns: how deep it is", null, depths, null),
                                new Measured(
                                        "reconnects per CPU second",
                                        atLeast(6_000),
                                        again.perCpuSecond(),
                                        null),
                                new Measured(
                                        "  in the first storm of a replica's life",
                                        null,
                                        storm.perCpuSecond(),
                                        null),
                                new Measured(
                                        "  with ES256 tokens instead of HS256",
                                        null,
                                        partners.perCpuSecond(),
                                        null),
                                new Measured(
                                        "reconnects a second (1 000 are let in)",
                                        null,
                                        storm.perSecond(),
                                        null)));
        measured.addAll(truth.held("reconnects"));
        return measured;
    }

    /** How many came, and what that took. */
    private record Came(int count, double seconds, double cpuSeconds) {

        double perSecond() {
            return count / seconds;
        }

        double perCpuSecond() {
            return count / cpuSeconds;
        }
    }

    private static Came come(StormWorld world, List<StormClient> some) {
        var left = world.replica().streams() - some.size();
        world.clients().cut(some);
        var _ = StormPause.until(() -> world.replica().streams() <= left, PATIENCE);
        var cpu = world.replica().cpuSeconds();
        var start = System.nanoTime();
        world.clients().connect(some);
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Came(some.size(), seconds, world.replica().cpuSeconds() - cpu);
    }
}
