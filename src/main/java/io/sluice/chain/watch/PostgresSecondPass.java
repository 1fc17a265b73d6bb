package io.sluice.chain.watch;

import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The second pass in the database, which goes on wherever it was left. */
@Component
final class PostgresSecondPass implements SecondPassStore {

    private static final String REACHED =
            "SELECT height FROM chain_second_pass WHERE chain = :chain";

    private static final String BEGIN =
            """
            INSERT INTO chain_second_pass (chain, height)
            SELECT c.chain, b.height
              FROM chain_cursor c
              JOIN LATERAL (SELECT height FROM block
                             WHERE chain = c.chain AND NOT orphaned
                             ORDER BY height LIMIT 1) b ON b.height <= c.finalized
             WHERE c.chain = :chain
            ON CONFLICT (chain) DO NOTHING
            RETURNING height
            """;

    private static final String ADVANCE =
            """
            UPDATE chain_second_pass SET height = :to WHERE chain = :chain AND height = :from
            """;

    /** The first pass watched what was derived before it took the block in, and nothing else. */
    private static final String DIFFERENCE =
            """
            WITH told AS (
                SELECT m.id, m.receiver, m.asset, CAST(m.units AS numeric) AS units, m.at_most
                  FROM unnest(CAST(:ids AS text[]), CAST(:receivers AS text[]),
                           CAST(:assets AS text[]), CAST(:units AS text[]),
                           CAST(:at_most AS boolean[]))
                       AS m(id, receiver, asset, units, at_most)
                  JOIN block b ON b.chain = :chain AND b.height = :height AND b.hash = :hash
                  JOIN deposit_address a ON a.family = :family AND a.address = m.receiver
                   AND a.created_at <= b.recorded_at
            ), kept AS (
                SELECT id, address, asset, units FROM transfer
                 WHERE chain = :chain AND state = 'INCLUDED'
                   AND block_height = :height AND block_hash = :hash
                   AND split_part(id, '/', 3) NOT LIKE 'balance:%'
            )
            SELECT coalesce(told.id, kept.id) AS id,
                   CASE WHEN told.id IS NOT NULL
                        THEN concat_ws('/', split_part(told.id, '/', 2), told.receiver, told.asset,
                                 told.units) END AS told,
                   CASE WHEN kept.id IS NOT NULL
                        THEN concat_ws('/', split_part(kept.id, '/', 2), kept.address, kept.asset,
                                 kept.units) END AS kept
              FROM told FULL JOIN kept ON told.id = kept.id
             WHERE told.id IS NULL OR kept.id IS NULL
                OR (told.receiver, told.asset) <> (kept.address, kept.asset)
                OR kept.units > told.units OR (kept.units < told.units AND NOT told.at_most)
            """;

    private final Database database;

    PostgresSecondPass(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Long> reached(ChainId chain) {
        return database.sql(REACHED).bind("chain", chain.value()).one(PostgresSecondPass::height);
    }

    @Override
    public Mono<Long> begin(ChainId chain) {
        return database.sql(BEGIN).bind("chain", chain.value()).one(PostgresSecondPass::height);
    }

    @Override
    public Mono<Void> advance(ChainId chain, long from, long to) {
        return database.sql(ADVANCE)
                .bind("chain", chain.value())
                .bind("from", from)
                .bind("to", to)
                .update()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new CursorMoved(chain, from)))
                .then();
    }

    @Override
    public Mono<Difference> difference(ChainId chain, ReadBlock again) {
        var movements = again.movements();
        return database.sql(DIFFERENCE)
                .bind("chain", chain.value())
                .bind("family", chain.family())
                .bind("height", again.block().height())
                .bind("hash", again.block().hash())
                .bind("ids", texts(movements, Movement::id))
                .bind("receivers", texts(movements, Movement::receiver))
                .bind("assets", texts(movements, it -> it.asset().id()))
                .bind("units", texts(movements, it -> it.units().toString()))
                .bind("at_most", movements.stream().map(Movement::atMost).toArray(Boolean[]::new))
                .all(PostgresSecondPass::finding)
                .collectList()
                .map(Difference::of);
    }

    private static Finding finding(Row row) {
        return new Finding(
                row.get("id", String.class),
                row.find("told", String.class).orElse(null),
                row.find("kept", String.class).orElse(null));
    }

    private static Long height(Row row) {
        return row.get("height", Long.class);
    }

    private static String[] texts(List<Movement> all, Function<Movement, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }
}
