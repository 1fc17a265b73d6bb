package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.atMost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All lines break at once, and every client comes back with what it was told last. */
final class StormReconnects {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The first ones are slower, while their code is compiled: the middle one counts. */
    private static final int STORMS = 7;

    /** So many come with tokens that are more work to verify. */
    private static final int PARTNERS = 3_000;

    private StormReconnects() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        var truth = StormTruth.from(world);
        var all = world.clients().all();
        var some = all.subList(0, PARTNERS);
        var queries = StormQueries.count(world.database());
        var first = come(world, all);
        var measured = new ArrayList<>(perTopic(queries, crowd.heard()));
        var again = storms(() -> come(world, all));
        var payers = storms(() -> come(world, some));
        var partners = storms(() -> comeAsPartners(world, some));
        measured.addAll(
                List.of(
                        middle("reconnects per CPU second", again, Came::perCpuSecond)
                                .should(atLeast(6_000)),
                        new Measured(
                                "  in the first storm of a replica's life",
                                null,
                                first.perCpuSecond(),
                                null),
                        middle("  of %d alone".formatted(PARTNERS), payers, Came::perCpuSecond),
                        middle("  the same, new ES256 tokens", partners, Came::perCpuSecond),
                        middle("reconnects a second (max 1 000)", again, Came::perSecond)));
        measured.addAll(truth.held("reconnects"));
        return measured;
    }

    private static List<Measured> perTopic(StormQueries queries, int topics) {
        var access = (double) queries.ofAccess() / topics;
        var events = (double) queries.ofEvents() / topics;
        var depths = (double) queries.ofDepths() / topics;
        return List.of(
                new Measured(
                        "reconnects: queries per topic, first storm",
                        atMost(1),
                        access + events,
                        null),
                new Measured("  of them: who may listen", null, access, null),
                new Measured("  of them: what is newest", null, events, null),
                new Measured("  and in turns: how deep it is", null, depths, null));
    }

    private static List<Came> storms(Supplier<Came> storm) {
        return Stream.generate(storm).limit(STORMS).toList();
    }

    private static Measured middle(String what, List<Came> storms, ToDoubleFunction<Came> value) {
        var sorted = storms.stream().mapToDouble(value).sorted().toArray();
        var label = "%s, median of %d".formatted(what, sorted.length);
        return new Measured(label, null, sorted[sorted.length / 2], null);
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

    /** With tokens that nobody has seen yet: those that were verified once are not again. */
    private static Came comeAsPartners(StormWorld world, List<StormClient> some) {
        some.forEach(it -> it.use(world.tokens().partner(it.number())));
        return come(world, some);
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
