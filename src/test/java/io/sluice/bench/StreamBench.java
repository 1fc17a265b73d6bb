package io.sluice.bench;

import static io.sluice.bench.Measured.Target.atLeast;
import static io.sluice.bench.Measured.Target.atMost;

import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Streams of payments beside a bare server that sends the same bytes: what an open one holds, what
 * a delivery costs, and how late it comes. Without tokens and database: the payer is known, and
 * what happens is told by the test. Each server is a process of its own; the clients are here.
 */
final class StreamBench {

    private static final int PAYMENTS = 1_000;
    private static final int STREAMS = 4_000;
    private static final int WARMING = 300;
    private static final int WARMINGS = 50;
    private static final int EVENTS_PER_SECOND = 1_250;
    private static final int SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What one server did. Heap and memory in KB per stream, delays in ms, costs in µs of CPU. The
     * heap is touched from the start, so that resident memory grows by what is outside of it: what
     * garbage a collector leaves resident says little of streams.
     */
    private record Figures(
            double heap,
            double memory,
            double connects,
            double cost,
            long lost,
            long wrong,
            Delays delays) {}

    List<Measured> run() {
        var bare = measure("bare");
        var ours = measure("native");
        var webFlux = measure("webflux");
        return Stream.concat(besideBare(ours, bare).stream(), besideNative(webFlux, ours).stream())
                .toList();
    }

    private static List<Measured> besideBare(Figures ours, Figures bare) {
        return List.of(
                Measured.of("live heap per idle stream, KB", ours.heap, bare.heap)
                        .should(atMost(4)),
                Measured.of("heap and RSS beside it, per idle stream, KB", ours.memory, bare.memory)
                        .should(atMost(6)),
                Measured.of("connects per CPU second", ours.connects, bare.connects)
                        .should(atLeast(6_000)),
                Measured.of("server CPU per delivery, us", ours.cost, bare.cost)
                        .should(atMost(2 * bare.cost)),
                Measured.of("deliveries lost", (double) ours.lost, (double) bare.lost)
                        .should(atMost(0)),
                Measured.of("doubled or out of order", (double) ours.wrong, (double) bare.wrong)
                        .should(atMost(0)),
                delay("p50", 0.5, ours, bare),
                delay("p99", 0.99, ours, bare).should(atMost(15)),
                delay("p99.9", 0.999, ours, bare),
                delay("max", 1, ours, bare));
    }

    /** What WebFlux's way to tell the same would cost. */
    private static List<Measured> besideNative(Figures webFlux, Figures ours) {
        return List.of(
                Measured.of("webflux beside native: live heap, KB", webFlux.heap, ours.heap),
                Measured.of("webflux beside native: heap and RSS, KB", webFlux.memory, ours.memory),
                Measured.of(
                        "webflux beside native: connects/CPU s", webFlux.connects, ours.connects),
                Measured.of("webflux beside native: CPU us", webFlux.cost, ours.cost),
                Measured.of(
                                "webflux: lost, doubled or out of order",
                                (double) webFlux.lost + webFlux.wrong,
                                (double) ours.lost + ours.wrong)
                        .should(atMost(0)),
                Measured.of(
                        "webflux beside native: p99, ms",
                        webFlux.delays.millis(0.99),
                        ours.delays.millis(0.99)));
    }

    private static Measured delay(String what, double part, Figures ours, Figures bare) {
        return Measured.of(
                "due to received, %s, ms".formatted(what),
                ours.delays.millis(part),
                bare.delays.millis(part));
    }

    private static Figures measure(String kind) {
        try (var server = StreamProcess.start(kind, 2 * PAYMENTS);
                var clients = new StreamClients(server.port())) {
            warmUp(server);
            var heap = server.heapBytes();
            var memory = server.memoryBytes();
            var cpu = server.cpuNanos();
            open(clients, STREAMS, 0);
            var connecting = server.cpuNanos() - cpu;
            var heapEach = (server.heapBytes() - heap) / 1024.0 / STREAMS;
            var memoryEach = heapEach + (server.memoryBytes() - memory) / 1024.0 / STREAMS;
            var _ = tell(server, clients, 5);
            clients.delays().forget();
            var heard = clients.heard();
            cpu = server.cpuNanos();
            var due = tell(server, clients, SECONDS);
            var cost = (server.cpuNanos() - cpu) / 1e3 / due;
            return new Figures(
                    heapEach,
                    memoryEach,
                    STREAMS * 1e9 / connecting,
                    cost,
                    due - (clients.heard() - heard),
                    clients.wrong(),
                    clients.delays());
        }
    }

    /** Classes are loaded and code is compiled, by streams of other payments, a few at a time. */
    private static void warmUp(StreamProcess server) {
        for (var i = 0; i < WARMINGS; i++) {
            try (var clients = new StreamClients(server.port())) {
                open(clients, WARMING, PAYMENTS);
                server.emit(300, EVENTS_PER_SECOND, PAYMENTS, PAYMENTS + WARMING);
            }
            Eventually.holds(PATIENCE, () -> server.open() == 0);
        }
    }

    private static void open(StreamClients clients, int count, int from) {
        for (var i = 0; i < count; i++) {
            clients.open(from + i % PAYMENTS);
        }
        Eventually.holds(PATIENCE, () -> clients.begun() == count);
    }

    /** How many deliveries were due; waits until no more come. */
    private static long tell(StreamProcess server, StreamClients clients, int seconds) {
        var before = clients.heard();
        var events = seconds * EVENTS_PER_SECOND;
        server.emit(events, EVENTS_PER_SECOND, 0, PAYMENTS);
        var due = (long) events * (STREAMS / PAYMENTS);
        Eventually.holds(PATIENCE, () -> clients.heard() - before >= due);
        return due;
    }
}
