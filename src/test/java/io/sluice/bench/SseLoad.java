package io.sluice.bench;

import io.sluice.sandbox.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Opens streams of whichever server, listens, and says what came of it. */
final class SseLoad {

    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

    private final LoadOptions options;
    private final LoadTally tally = new LoadTally();

    SseLoad(LoadOptions options) {
        this.options = options;
    }

    List<Measured> run() {
        var endpoint = Endpoint.of(options.url(0), options.headers());
        try (var connections = new StreamConnections(endpoint)) {
            var before = ServerProcess.now(options.process());
            open(connections);
            var opened = ServerProcess.now(options.process());
            var heard = tally.events();
            var publisher = options.publishes() ? publish() : listen();
            var after = ServerProcess.now(options.process());
            var measured = new ArrayList<>(figures(tally.events() - heard));
            if (publisher != null) {
                measured.addAll(published(publisher));
            }
            measured.addAll(server(before, opened, after, tally.events() - heard));
            return measured;
        }
    }

    /** At a rate that does not care how the server does. */
    private void open(StreamConnections connections) {
        var start = System.nanoTime();
        for (var i = 0; i < options.streams(); i++) {
            var due = start + (long) (i * NANOS / options.connects());
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            var path = Endpoint.path(options.url(options.topicOf(i)));
            var _ =
                    connections
                            .open(path, new LoadedConnection(tally, due))
                            .addListener(it -> refusedUnless(it.isSuccess()));
        }
        await(() -> tally.answered() >= options.streams());
    }

    private void refusedUnless(boolean isConnected) {
        if (!isConnected) {
            tally.refused();
        }
    }

    private @Nullable LoadPublisher listen() {
        var end = System.nanoTime() + Duration.ofSeconds(options.seconds()).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return null;
    }

    private LoadPublisher publish() {
        var publisher = new LoadPublisher(options);
        publisher.run();
        await(publisher::isAnswered);
        hearOut(publisher);
        return publisher;
    }

    /** Until all has come, or nothing comes any more. */
    private void hearOut(LoadPublisher publisher) {
        var heard = -1L;
        while (tally.stamped() < publisher.expected() && tally.stamped() > heard) {
            heard = tally.stamped();
            var end = System.nanoTime() + QUIET_NANOS;
            while (System.nanoTime() < end && tally.stamped() < publisher.expected()) {
                LockSupport.parkNanos(QUIET_NANOS / 100);
            }
        }
    }

    private List<Measured> figures(long events) {
        return List.of(
                count("streams open", tally.begun() - tally.allEnded()),
                count("streams refused", tally.allRefused()),
                count("streams that ended meanwhile", tally.allEnded()),
                only("due to open, p50, ms", tally.connects().millis(0.5)),
                only("due to open, p99, ms", tally.connects().millis(0.99)),
                only("deliveries a second", events / (double) options.seconds()),
                count("doubled or out of order", tally.allWrong()),
                count("numbers skipped", tally.allSkipped()),
                only("event's time to received, p50, ms", tally.ages().millis(0.5)),
                only("event's time to received, p99, ms", tally.ages().millis(0.99)));
    }

    private List<Measured> published(LoadPublisher publisher) {
        var delays = tally.delays();
        return List.of(
                count("not taken by the server", publisher.refused()),
                count("deliveries lost", publisher.expected() - tally.stamped()),
                only("due to received, p50, ms", delays.millis(0.5)),
                only("due to received, p99, ms", delays.millis(0.99)),
                only("due to received, p99.9, ms", delays.millis(0.999)),
                only("due to received, max, ms", delays.millis(1)));
    }

    private List<Measured> server(
            @Nullable ServerProcess before,
            @Nullable ServerProcess opened,
            @Nullable ServerProcess after,
            long events) {
        if (before == null || opened == null || after == null) {
            return List.of();
        }
        var memory = (opened.memoryBytes() - before.memoryBytes()) / 1024.0 / options.streams();
        var connecting = opened.cpuSeconds() - before.cpuSeconds();
        var telling = after.cpuSeconds() - opened.cpuSeconds();
        return List.of(
                only("server memory (RSS) per stream, KB", memory),
                only("connects per server CPU second", options.streams() / connecting),
                only("server CPU per delivery, us", 1e6 * telling / events));
    }

    private static Measured count(String what, long value) {
        return only(what, (double) value);
    }

    private static Measured only(String what, double value) {
        return new Measured(what, null, value, null);
    }

    /** What does not come is counted as missing, and ends nothing. */
    private static void await(BooleanSupplier condition) {
        try {
            Eventually.holds(PATIENCE, condition);
        } catch (AssertionError missing) {
            System.err.println("Some did not come within " + PATIENCE.toSeconds() + " s");
        }
    }
}
