package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.watch.ChainSkipEndpoint.Trouble;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gaps in the database. */
@Component
final class PostgresGaps implements GapStore {

    /** The time of a block that nobody could read is not known: no earlier than the one below. */
    private static final String SKIP =
            """
            WITH moved AS (
                UPDATE chain_cursor
                   SET height = height + 1, hash = :hash, revision = revision + 1,
                       stuck_at = NULL, quiet_until = NULL,
                       gap_height = coalesce(gap_height, height + 1),
                       gap_time = coalesce(gap_time, greatest(time, quiet_until))
                 WHERE chain = :chain AND height = :from_height AND hash = :from_hash
                   AND stuck_at = height + 1
                RETURNING *
            ), skipped AS (
                INSERT INTO block (chain, height, hash, parent_hash, time, grade, gap, note)
                SELECT chain, height, hash, :from_hash, time, 'SINGLE', true, :note FROM moved
                ON CONFLICT (chain, height, hash) DO UPDATE
                   SET orphaned = false, gap = true, note = excluded.note,
                       operators = excluded.operators, recorded_at = excluded.recorded_at
            )
            SELECT chain, height, hash, time, least(time, gap_time) AS read_through,
                   safe, finalized, revision
              FROM moved
            """;

    private static final String LOWEST =
            """
            SELECT height, hash, time, operators, gap FROM block
             WHERE chain = :chain AND gap AND NOT orphaned
             ORDER BY height LIMIT 1
            """;

    private static final String TROUBLE =
            """
            SELECT stuck_at, gap_height FROM chain_cursor
             WHERE chain = :chain AND (stuck_at IS NOT NULL OR gap_height IS NOT NULL)
            """;

    /** What is seen in here is from before the gap was closed, so that it is left out. */
    private static final String FILL =
            """
            WITH filled AS (
                UPDATE block
                   SET gap = false, parent_hash = :parent, time = :time, grade = :grade,
                       operators = CAST(:operators AS text[])
                 WHERE chain = :chain AND height = :height AND hash = :hash
                   AND gap AND NOT orphaned
                RETURNING chain
            )
            UPDATE chain_cursor c
               SET revision = c.revision + 1, gap_height = next.height, gap_time = next.time,
                   finalized = greatest(c.finalized, least(c.called_final, next.height - 1))
              FROM filled
              LEFT JOIN LATERAL (
                   SELECT g.height, b.time
                     FROM block g
                     JOIN block b ON b.chain = g.chain AND b.height = g.height - 1
                      AND NOT b.orphaned
                    WHERE g.chain = filled.chain AND g.gap AND NOT g.orphaned
                      AND g.height > :height
                    ORDER BY g.height LIMIT 1) next ON true
             WHERE c.chain = filled.chain
            RETURNING c.chain, c.height, c.hash, c.time,
                   least(greatest(c.time, c.quiet_until), c.gap_time) AS read_through,
                   c.safe, c.finalized, c.revision
            """;

    private final Database database;

    PostgresGaps(Database database) {
        this.database = database;
    }

    @Override
    public Mono<ChainView> skip(ChainView from, String hash, String note) {
        return database.sql(SKIP)
                .bind("chain", from.chain().value())
                .bind("from_height", from.height())
                .bind("from_hash", from.hash())
                .bind("hash", hash)
                .bind("note", note)
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(from)));
    }

    @Override
    public Mono<KnownBlock> lowest(ChainId chain) {
        return database.sql(LOWEST).bind("chain", chain.value()).one(PostgresBlocks::block);
    }

    @Override
    public Mono<Trouble> trouble(ChainId chain) {
        return database.sql(TROUBLE)
                .bind("chain", chain.value())
                .one(row ->
                        new Trouble(
                                chain,
                                row.find("stuck_at", Long.class).orElse(null),
                                row.find("gap_height", Long.class).orElse(null)));
    }

    @Override
    public Mono<ChainView> fill(ChainId chain, ReadBlock read) {
        return database.sql(FILL)
                .bind("chain", chain.value())
                .bind("height", read.block().height())
                .bind("hash", read.block().hash())
                .bind("parent", read.parentHash())
                .bind("time", read.block().time())
                .bind("grade", read.grade().name())
                .bind("operators", read.operators().toArray(String[]::new))
                .one(PostgresCursors::view)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(chain, read.block().height())));
    }
}
