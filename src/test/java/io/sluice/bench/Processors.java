package io.sluice.bench;

import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.stream.Stream;

/** How long the processors have worked for whom: this process, PostgreSQL, and the nodes. */
final class Processors {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ProcessHandle postgres;
    private final ProcessHandle nodes;

    Processors(Database database, ProcessHandle nodes) {
        var backend =
                database.sql("SELECT pg_backend_pid() AS pid WHERE :yes")
                        .bind("yes", true)
                        .one(row -> row.get("pid", Integer.class))
                        .blockOptional(LONGEST)
                        .orElseThrow();
        postgres = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
        this.nodes = nodes;
    }

    /** Milliseconds since each of them began. */
    record Worked(double gateway, double postgres, double nodes) {

        Worked since(Worked before) {
            return new Worked(
                    gateway - before.gateway, postgres - before.postgres, nodes - before.nodes);
        }

        Worked each(int times) {
            return new Worked(gateway / times, postgres / times, nodes / times);
        }
    }

    Worked now() {
        return new Worked(
                millis(Stream.of(ProcessHandle.current())),
                millis(Stream.concat(Stream.of(postgres), postgres.children())),
                millis(Stream.of(nodes)));
    }

    private static double millis(Stream<ProcessHandle> processes) {
        return processes
                .mapToLong(it -> it.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
    }
}
