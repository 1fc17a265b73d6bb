package io.sluice.bench;

import static java.util.Objects.requireNonNullElseGet;

import io.sluice.bench.Measured.Target;
import io.sluice.e2e.EdgeForBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * What the edge itself costs: a payment read and a payment opened, beside a server without rules
 * that runs the same statements, and beside PostgreSQL alone.
 */
final class EdgeBench {

    static final int AT_ONCE = 16;

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ROUNDS = 3;
    private static final int FRESH_TOKENS = 15_000;
    private static final int ADDRESSES = 200_000;
    private static final Duration TIME = Duration.ofSeconds(5);

    List<Measured> run() {
        try (var ours = EdgeForBench.start()) {
            ours.fillAddresses(ADDRESSES);
            var unit = recorded(ours);
            try (var bare = BareProcess.start(job(ours, unit))) {
                var measured = new ArrayList<Measured>();
                measured.addAll(reads(ours, bare));
                measured.addAll(creates(ours, bare, unit));
                return measured;
            }
        }
    }

    private static List<Measured> reads(EdgeForBench ours, BareProcess bare) {
        var path = "/v1/payments/" + ours.paymentId();
        var token = ours.newToken();
        LongFunction<EdgeLoad.Call> cached = _ -> call(path, token, "");
        var mine = new LoadedServer(ours.url(), ours.pid(), OK, cached);
        var theirs = new LoadedServer(bare.url(), bare.pid(), OK, cached);
        mine.warmUp();
        theirs.warmUp();
        for (var round = 0; round < ROUNDS; round++) {
            mine.measure(TIME);
            theirs.measure(TIME);
        }
        // Signing is work for the same processors: what is measured has tokens that were made
        // before.
        var tokens = new ConcurrentLinkedQueue<String>();
        LongFunction<EdgeLoad.Call> fresh =
                _ -> call(path, requireNonNullElseGet(tokens.poll(), ours::newToken), "");
        var first = new LoadedServer(ours.url(), ours.pid(), OK, fresh);
        first.warmUp();
        for (var round = 0; round < ROUNDS; round++) {
            Stream.generate(ours::newToken).limit(FRESH_TOKENS).forEach(tokens::add);
            first.measure(TIME);
        }
        return List.of(
                wrong("reads", mine.wrong() + theirs.wrong() + first.wrong()),
                Measured.of("reads/s", mine.perSecond(), theirs.perSecond()),
                Measured.of("read, us CPU", mine.cpuMicros(), theirs.cpuMicros()),
                new Measured(
                        "read, us CPU of the edge's own",
                        Target.atMost(40),
                        mine.cpuMicros() - theirs.cpuMicros(),
                        null),
                new Measured(
                        "first use of a token, us CPU more",
                        null,
                        first.cpuMicros() - mine.cpuMicros(),
                        null));
    }

    private static List<Measured> creates(EdgeForBench ours, BareProcess bare, RecordedUnit unit) {
        var order = ours.order();
        var token = ours.newToken();
        LongFunction<EdgeLoad.Call> calls = _ -> call("/v1/payments", token, order);
        var mine = new LoadedServer(ours.url(), ours.pid(), CREATED, calls);
        var theirs = new LoadedServer(bare.url(), bare.pid(), OK, calls);
        mine.warmUp();
        theirs.warmUp();
        for (var round = 0; round < ROUNDS; round++) {
            mine.measure(TIME);
            theirs.measure(TIME);
        }
        var measured = new ArrayList<Measured>();
        measured.add(wrong("creates", mine.wrong() + theirs.wrong()));
        measured.add(
                Measured.of("creates/s", mine.perSecond(), theirs.perSecond())
                        .should(Target.atLeast(0.6 * theirs.perSecond())));
        new PgBench(ours.database(), AT_ONCE)
                .perSecond(unit.statements(), (int) TIME.toSeconds())
                .ifPresent(it ->
                        measured.add(Measured.of("creates/s, pgbench", mine.perSecond(), it)));
        measured.add(Measured.of("create, us CPU", mine.cpuMicros(), theirs.cpuMicros()));
        var half = mine.open(mine.perSecond() / 2, TIME);
        measured.add(wrong("creates at half of that", half.wrong()));
        measured.add(new Measured("create at half of that, p50 ms", null, half.millis(0.5), null));
        measured.add(
                new Measured(
                        "create at half of that, p99 ms",
                        Target.atMost(50),
                        half.millis(0.99),
                        null));
        return measured;
    }

    private static Measured wrong(String what, int count) {
        return new Measured(what + ", wrong answers", Target.none(), count, null);
    }

    private static EdgeLoad.Call call(String path, String token, String body) {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        return new EdgeLoad.Call(path, headers, body);
    }

    /** The statements of one payment that is opened, the second one: the first prepares them. */
    private static RecordedUnit recorded(EdgeForBench ours) {
        ours.execute(RecordedUnit.logEverything());
        var key = UUID.randomUUID().toString();
        ours.openOne(UUID.randomUUID().toString());
        ours.openOne(key);
        ours.execute(RecordedUnit.logNothing());
        try {
            var log = Path.of(ours.ask("SHOW data_directory")).resolveSibling("log");
            return RecordedUnit.of(Files.readAllLines(log), key, ours.order());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BareEdge.Job job(EdgeForBench ours, RecordedUnit unit) {
        var at = ours.database();
        var read =
                "SELECT view FROM payment WHERE id = '%s' AND merchant = '%s' AND $1 > 0"
                        .formatted(ours.paymentId(), ours.merchant());
        return new BareEdge.Job(
                at.port(), at.name(), at.user(), read, unit.statements(), ours.answer());
    }
}
