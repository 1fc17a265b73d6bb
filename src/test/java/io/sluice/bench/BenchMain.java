package io.sluice.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Measures one part of the gateway, prints a table, and writes it down as JSON. */
public final class BenchMain {

    /** Each part has its benchmarks. */
    private static final Map<String, Map<String, Supplier<List<Measured>>>> PARTS =
            Map.of(
                    "chain",
                    Map.of(
                            "fanout", () -> new FanoutBench().run(),
                            "ingestion", () -> new IngestionBench().run(),
                            "journal", () -> new JournalBench().run()),
                    "cuts",
                    Map.of("cuts", () -> new CutBench(CutBench.CUTS).run()),
                    "edge",
                    Map.of("edge", () -> new EdgeBench().run()),
                    "quote",
                    Map.of("quotes", () -> new QuoteBench().run()),
                    "streams",
                    Map.of("streams", () -> new StreamBench().run()),
                    "storms",
                    Map.of("storms", () -> new StormBench().run()));

    private BenchMain() {}

    public static void main(String[] args) throws IOException {
        // What mocks and their loss make clients say is of no interest here.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var part = args[0];
        var benches = PARTS.get(part);
        if (benches == null) {
            throw new IllegalArgumentException("there is no benchmark of " + part);
        }
        if (args.length > 1 && args[1].startsWith("--")) {
            load(args);
            return;
        }
        if (args.length > 1 && part.equals("cuts")) {
            cuts(args);
            return;
        }
        var only = args.length > 1 ? Set.of(args[1]) : benches.keySet();
        if (!benches.keySet().containsAll(only)) {
            throw new IllegalArgumentException("there is no benchmark " + only + " of " + part);
        }
        var report = new BenchReport(Path.of("target", "bench", String.join("-", args) + ".json"));
        new TreeMap<>(benches)
                .forEach((name, bench) -> {
                    if (only.contains(name)) {
                        report.add(bench.get());
                    }
                });
        report.write();
        end(report.isFailed() ? 1 : 0);
    }

    /** Measures a server that others run. */
    private static void load(String[] args) throws IOException {
        try {
            var options = LoadOptions.parse(List.of(args).subList(1, args.length));
            var report = new BenchReport(Path.of("target", "bench", "streams-url.json"));
            report.add(new SseLoad(options).run());
            report.write();
            end(0);
        } catch (IllegalArgumentException misused) {
            System.err.println("gateway/bench: " + misused.getMessage());
            System.exit(2);
        }
    }

    /** As many as one asks for. */
    private static void cuts(String[] args) throws IOException {
        var report = new BenchReport(Path.of("target", "bench", String.join("-", args) + ".json"));
        report.add(new CutBench(Long.parseLong(args[1])).run());
        report.write();
        end(report.isFailed() ? 1 : 0);
    }

    private static void end(int code) {
        // The event loops of the mocks need not end in order.
        System.exit(code);
    }
}
