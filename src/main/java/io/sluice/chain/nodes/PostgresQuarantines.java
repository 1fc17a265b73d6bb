package io.sluice.chain.nodes;

import io.sluice.chain.rpc.Exhibit;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Quarantines in the database: they outlive whoever found the lie. */
@Component
final class PostgresQuarantines {

    private static final String CATCH =
            """
            INSERT INTO node_quarantine (chain, node, operator, request, reason,
                response_digest, response_bytes, response_excerpt)
            VALUES (:chain, :node, :operator, :request, :reason,
                nullif(:digest, ''), nullif(CAST(:bytes AS bigint), 0), nullif(:excerpt, ''))
            ON CONFLICT (chain, node) WHERE lifted_at IS NULL DO NOTHING
            """;

    private static final String OPEN =
            """
            SELECT chain, node, operator, request, reason, response_digest, response_bytes,
                   response_excerpt, caught_at, lifted_at, lifted_reason
              FROM node_quarantine WHERE lifted_at IS NULL LIMIT :limit
            """;

    private static final String NEWEST =
            """
            SELECT chain, node, operator, request, reason, response_digest, response_bytes,
                   response_excerpt, caught_at, lifted_at, lifted_reason
              FROM node_quarantine ORDER BY caught_at DESC LIMIT :limit
            """;

    private static final String LIFT =
            """
            UPDATE node_quarantine SET lifted_at = now(), lifted_reason = :because
             WHERE chain = :chain AND node = :node AND lifted_at IS NULL
            """;

    /** No deployment has as many nodes. */
    private static final int LIMIT = 1_000;

    private final Database database;

    PostgresQuarantines(Database database) {
        this.database = database;
    }

    /** Changes nothing when the node is in quarantine already. */
    Mono<Void> keep(Quarantine caught) {
        var response = Objects.requireNonNullElse(caught.response(), Exhibit.NONE);
        return database.sql(CATCH)
                .bind("chain", caught.chain())
                .bind("node", caught.node())
                .bind("operator", caught.operator())
                .bind("request", caught.request())
                .bind("reason", caught.reason())
                .bind("digest", response.digest())
                .bind("bytes", response.bytes())
                .bind("excerpt", response.excerpt())
                .update()
                .then();
    }

    /** Those that hold. */
    Flux<Quarantine> open() {
        return database.sql(OPEN).bind("limit", LIMIT).all(PostgresQuarantines::quarantine);
    }

    /** The newest first, also those that were lifted. */
    Flux<Quarantine> newest(int limit) {
        return database.sql(NEWEST).bind("limit", limit).all(PostgresQuarantines::quarantine);
    }

    /** Whether there was one to lift. */
    Mono<Boolean> lift(String chain, String node, String because) {
        return database.sql(LIFT)
                .bind("chain", chain)
                .bind("node", node)
                .bind("because", because)
                .update()
                .map(lifted -> lifted > 0);
    }

    private static Quarantine quarantine(Row row) {
        return new Quarantine(
                row.get("chain", String.class),
                row.get("node", String.class),
                row.get("operator", String.class),
                row.get("request", String.class),
                row.get("reason", String.class),
                row.find("response_digest", String.class)
                        .map(digest -> response(row, digest))
                        .orElse(null),
                row.get("caught_at", Instant.class),
                row.find("lifted_at", Instant.class).orElse(null),
                row.find("lifted_reason", String.class).orElse(null));
    }

    private static Exhibit response(Row row, String digest) {
        return new Exhibit(
                digest,
                row.find("response_bytes", Long.class).orElse(0L),
                row.find("response_excerpt", String.class).orElse(""));
    }
}
