package io.sluice.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Measures one part of the gateway, prints a table, and writes it down as JSON. */
public final class BenchMain {

    /** Each part has its benchmarks, in the order they are run. */
    private static final Map<String, List<Supplier<List<Measured>>>> PARTS =
            Map.of(
                    "chain",
                    List.of(
                            () -> new FanoutBench().run(),
                            () -> new IngestionBench().run(),
                            () -> new JournalBench().run()));

    private BenchMain() {}

    public static void main(String[] args) throws IOException {
        // What mocks and their loss make clients say is of no interest here.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var part = args[0];
        var benches = PARTS.get(part);
        if (benches == null) {
            throw new IllegalArgumentException("there is no benchmark of " + part);
        }
        var report = new BenchReport(Path.of("target", "bench", part + ".json"));
        benches.forEach(bench -> report.add(bench.get()));
        report.write();
        // The event loops of the mocks need not end in order.
        System.exit(0);
    }
}
