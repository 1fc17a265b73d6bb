package io.sluice.chain.watch;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
            SELECT :chain, r.height, r.hash, r.parent, r.time, r.grade,
                   string_to_array(r.operators, :separator)
              FROM unnest(CAST(:heights AS bigint[]), CAST(:hashes AS text[]),
                       CAST(:parents AS text[]), CAST(CAST(:times AS text[]) AS timestamptz[]),
                       CAST(:grades AS text[]), CAST(:operators AS text[]))
                   AS r(height, hash, parent, time, grade, operators)
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

    /** A list in a list: no name of an operator has it. */
    private static final String SEPARATOR = "\u001f";

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
    public Mono<Void> keep(ChainId chain, List<ReadBlock> reads) {
        return database.sql(KEEP)
                .bind("chain", chain.value())
                .bind("heights", reads.stream().map(it -> it.block().height()).toArray(Long[]::new))
                .bind("hashes", texts(reads, it -> it.block().hash()))
                .bind("parents", texts(reads, ReadBlock::parentHash))
                .bind("times", texts(reads, it -> it.block().time().toString()))
                .bind("grades", texts(reads, it -> it.grade().name()))
                .bind("operators", texts(reads, it -> String.join(SEPARATOR, it.operators())))
                .bind("separator", SEPARATOR)
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

    private static String[] texts(List<ReadBlock> reads, Function<ReadBlock, String> of) {
        return reads.stream().map(of).toArray(String[]::new);
    }
}
