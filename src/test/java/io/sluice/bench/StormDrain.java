package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atMost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A replica is asked to end, with all of its streams open, while another is there. */
final class StormDrain {

    private static final int EVENTS_PER_SECOND = 250;
    private static final int SECONDS = 20;
    private static final int WARMING = 1_500;
    private static final int WARMINGS = 8;
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StormDrain() {}

    static List<Measured> measure(StormWorld world, StormCrowd crowd) {
        try (var successor = world.another()) {
            warmUp(world, crowd, successor);
            return measure(world, crowd, successor);
        }
    }

    /** It runs for a while already, as others do where a replica is stopped. */
    private static void warmUp(StormWorld world, StormCrowd crowd, StormReplica successor) {
        var tally = new StormTally();
        var stamps = new StormStamps(crowd.payments());
        try (var clients = new StormClients(tally, successor.port())) {
            for (var payment : crowd.listeners().limit(WARMING).toArray()) {
                var token = world.tokens().payer(StormPayments.id(payment));
                var stream = new StormStream(payment, stamps, tally);
                var _ = clients.add(stream, StormWorld.path(payment), token);
            }
            for (var i = 0; i < WARMINGS; i++) {
                clients.connect(clients.all());
                clients.cut(clients.all());
                var _ = StormPause.until(() -> successor.streams() == 0, PATIENCE);
            }
        }
    }

    private static List<Measured> measure(
            StormWorld world, StormCrowd crowd, StormReplica successor) {
        var truth = StormTruth.from(world);
        var clients = world.clients();
        var writing =
                world.writer()
                        .begin(
                                new StormWriter.Plan(
                                        EVENTS_PER_SECOND, SECONDS, 0, crowd.heard(), 0));
        StormPause.of(BEFORE);
        var cpu = successor.cpuSeconds();
        clients.move(successor.port());
        var asked = System.nanoTime();
        world.replica().terminate();
        var gone = CompletableFuture.supplyAsync(world.replica()::goneNanos);
        var _ =
                StormPause.until(
                        () -> clients.ends() >= crowd.streams() && isMoved(clients, crowd),
                        PATIENCE);
        var moved = System.nanoTime();
        var connected = clients.open() / (successor.cpuSeconds() - cpu);
        var last = clients.lastEndNanos();
        var goneAt = gone.join();
        writing.await();
        clients.settled();
        var all = new ArrayList<Measured>();
        all.add(seconds("drain: last stream ended after, s", last - asked).should(atMost(30)));
        all.add(
                seconds("drain: gone after the last stream, s", Math.max(0, goneAt - last))
                        .should(atMost(2)));
        all.add(
                new Measured(
                        "drain: streams with not exactly one reconnect",
                        atMost(0),
                        clients.all().stream().filter(it -> it.connects() != 1).count(),
                        null));
        all.add(seconds("drain: all are told again after, s", moved - asked));
        all.add(new Measured("drain: connects per CPU second", null, connected, null));
        all.addAll(truth.held("drain"));
        return all;
    }

    private static boolean isMoved(StormClients clients, StormCrowd crowd) {
        return clients.open() == crowd.streams();
    }

    private static Measured seconds(String what, long nanos) {
        return new Measured(what, null, nanos / 1e9, null);
    }
}
