package io.sluice.chain.nodes;

import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import io.sluice.platform.http.ApiJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reports in the database, for all replicas to show. */
@Component
final class PostgresReports {

    private static final String WRITE =
            """
            INSERT INTO chain_report (chain, report, reported_at)
            VALUES (:chain, CAST(:report AS jsonb), now())
            ON CONFLICT (chain) DO UPDATE
               SET report = excluded.report, reported_at = excluded.reported_at
            """;

    private static final String ALL =
            """
            SELECT coalesce(c.chain, r.chain) AS chain,
                   r.report::text AS report, r.reported_at,
                   coalesce(floor(extract(epoch FROM now() - r.reported_at) * 1000), 0)::bigint
                       AS age_millis,
                   c.height, c.hash, c.time, coalesce(c.finalized, -1) AS finalized
              FROM chain_cursor AS c FULL JOIN chain_report AS r ON r.chain = c.chain
             LIMIT :limit
            """;

    /** There are as many rows as chains that were ever configured. */
    private static final int LIMIT = 1_000;

    /** Replicas of another version may know more of a node, or less. */
    private static final JsonMapper JSON =
            ApiJson.mapper()
                    .rebuild()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Database database;

    PostgresReports(Database database) {
        this.database = database;
    }

    Mono<Void> write(ChainId chain, ChainReport report) {
        return database.sql(WRITE)
                .bind("chain", chain.value())
                .bind("report", JSON.writeValueAsString(report))
                .update()
                .then();
    }

    /** Every chain that was ever watched. */
    Flux<Reported> all() {
        return database.sql(ALL).bind("limit", LIMIT).all(PostgresReports::reported);
    }

    private static Reported reported(Row row) {
        return new Reported(
                row.get("chain", String.class),
                row.find("report", String.class).flatMap(PostgresReports::report).orElse(null),
                row.find("reported_at", Instant.class).orElse(null),
                Duration.ofMillis(row.get("age_millis", Long.class)),
                row.find("height", Long.class).map(it -> verified(row, it)).orElse(null),
                row.get("finalized", Long.class));
    }

    /** A replica of another version may say what this one cannot read: the others still can be. */
    private static Optional<ChainReport> report(String written) {
        try {
            return Optional.of(JSON.readValue(written, ChainReport.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static NamedBlock verified(Row row, long height) {
        return new NamedBlock(
                height, row.get("hash", String.class), row.get("time", Instant.class));
    }
}
