package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Blocks in the database. */
@Component
final class PostgresBlocks implements BlockStore {

    private static final String AT =
            """
            SELECT height, hash, time, operators, gap FROM block
             WHERE chain = :chain AND height = :height AND NOT orphaned
            """;

    /**
     * A block can come back after another one took its place: then it is told again. While it is
     * there it stays as it was told when its transfers were taken from it.
     */
    private static final String KEEP =
            """
            INSERT INTO block AS b (chain, height, hash, parent_hash, time, grade, operators)
            VALUES (:chain, :height, :hash, :parent, :time, :grade, CAST(:operators AS text[]))
            ON CONFLICT (chain, height, hash) DO UPDATE
               SET orphaned = false, gap = false, grade = excluded.grade, operators = excluded.operators,
                   recorded_at = excluded.recorded_at
             WHERE b.orphaned
            """;

    private static final String ORPHAN_ABOVE =
            """
            WITH gone AS (
                UPDATE block SET orphaned = true
                 WHERE chain = :chain AND height > :height AND NOT orphaned
                RETURNING height
            ), counted AS (
                SELECT count(*) AS blocks FROM gone
            ), remembered AS (
                UPDATE chain_cursor SET deepest_reorg = greatest(deepest_reorg, blocks)
                  FROM counted WHERE chain = :chain
            )
            SELECT blocks FROM counted
            """;

    private final Database database;

    PostgresBlocks(Database database) {
        this.database = database;
    }

    @Override
    public Mono<KnownBlock> at(ChainId chain, long height) {
        return database.sql(AT)
                .bind("chain", chain.value())
                .bind("height", height)
                .one(PostgresBlocks::block);
    }

    @Override
    public Mono<Void> keep(ChainId chain, ReadBlock read) {
        return database.sql(KEEP)
                .bind("chain", chain.value())
                .bind("height", read.block().height())
                .bind("hash", read.block().hash())
                .bind("parent", read.parentHash())
                .bind("time", read.block().time())
                .bind("grade", read.grade().name())
                .bind("operators", read.operators().toArray(String[]::new))
                .update()
                .then();
    }

    @Override
    public Mono<Long> orphanAbove(ChainId chain, long height) {
        return database.sql(ORPHAN_ABOVE)
                .bind("chain", chain.value())
                .bind("height", height)
                .one(row -> row.get("blocks", Long.class));
    }

    static KnownBlock block(Row row) {
        return new KnownBlock(
                new Block(
                        row.get("height", Long.class),
                        row.get("hash", String.class),
                        row.get("time", Instant.class)),
                Set.of(row.get("operators", String[].class)),
                row.get("gap", Boolean.class));
    }
}
