package io.sluice.chain.watch;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.Finality;
import io.sluice.chain.Worth;
import io.sluice.chain.broadcast.PendingTransfers;
import io.sluice.chain.listing.FinalityLevels;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells what the watchers of all replicas wrote. */
@Component
final class PostgresChains implements Chains {

    /** Cut by value, not by age: dust is cheap to send and must never hide a payment. */
    private static final String STATE =
            """
            WITH placed AS (
                SELECT *, row_number() OVER (
                           PARTITION BY address, asset
                               ORDER BY (state = 'INCLUDED') DESC, units DESC, id) AS place
                  FROM transfer WHERE address = ANY(:addresses))
            SELECT c.chain, c.height, c.hash, c.time,
                   least(greatest(c.time, c.quiet_until), c.gap_time) AS read_through,
                   c.safe, c.finalized, c.revision,
                   t.id, t.address, t.sender, t.asset, t.symbol, t.decimals, t.units, t.state,
                   t.grade, t.block_height, t.block_hash, t.block_time, t.first_included_at,
                   t.revision AS changed_at
              FROM chain_cursor AS c
              LEFT JOIN placed AS t ON t.chain = c.chain AND t.place <= :largest
             WHERE c.family = ANY(:families) AND c.height IS NOT NULL
            """;

    private static final String BLOCK_TIME =
            """
            SELECT extract(epoch FROM max(time) - min(time)) * 1000 / nullif(count(*) - 1, 0)
                   AS millis
              FROM (SELECT time FROM block WHERE chain = :chain AND NOT orphaned
                     ORDER BY height DESC LIMIT :blocks) AS newest
            """;

    /**
     * What is final goes on where it has passed a block that was read, is below the head, and not
     * so old that it seems to stand still.
     */
    private static final String PAST =
            """
            SELECT c.deepest_reorg,
                   (c.finalized < c.height AND b.time > c.time - interval '30 minutes'
                    AND EXISTS (SELECT 1 FROM block AS p
                                 WHERE p.chain = c.chain AND p.height = c.finalized - 1
                                   AND NOT p.orphaned)) IS TRUE AS finality_moves
              FROM chain_cursor AS c
              LEFT JOIN block AS b
                ON b.chain = c.chain AND b.height = c.finalized AND NOT b.orphaned
             WHERE c.chain = :chain
            """;

    private static final int BLOCKS = 33;

    private final FinalityLevels levels;
    private final CursorStore cursors;
    private final Database database;
    private final PendingTransfers pending;

    PostgresChains(
            FinalityLevels levels,
            CursorStore cursors,
            Database database,
            PendingTransfers pending) {
        this.levels = levels;
        this.cursors = cursors;
        this.database = database;
        this.pending = pending;
    }

    @Override
    public Mono<ChainView> view(ChainId chain) {
        return cursors.load(chain);
    }

    @Override
    public Mono<ChainState> state(Collection<DepositAddress> deposits) {
        return database.sql(STATE)
                .bind("addresses", texts(deposits, DepositAddress::address))
                .bind("families", texts(deposits, DepositAddress::family))
                .bind("largest", LARGEST)
                .all(Held::of)
                .collectList()
                .map(Held::state)
                .flatMap(state -> withPending(state, deposits));
    }

    @Override
    public Mono<Duration> blockTime(ChainId chain) {
        return database.sql(BLOCK_TIME)
                .bind("chain", chain.value())
                .bind("blocks", BLOCKS)
                .one(row -> row.find("millis", BigDecimal.class))
                .flatMap(Mono::justOrEmpty)
                .map(it -> Duration.ofMillis(it.longValue()));
    }

    @Override
    public Mono<Finality> finality(ChainId chain, Worth total) {
        return database.sql(PAST)
                .bind("chain", chain.value())
                .one(Past::of)
                .defaultIfEmpty(Past.NONE)
                .map(past ->
                        levels.of(chain, total, past.finalityMoves())
                                .deeperThan(past.deepestReorg()));
    }

    private Mono<ChainState> withPending(ChainState state, Collection<DepositAddress> deposits) {
        return pending.to(deposits.stream().map(DepositAddress::address).distinct().toList())
                .collectList()
                .map(state::with);
    }

    private static String[] texts(
            Collection<DepositAddress> deposits, Function<DepositAddress, String> of) {
        return deposits.stream().map(of).distinct().toArray(String[]::new);
    }

    /** What has been seen of a chain that decides how sure is sure. */
    private record Past(long deepestReorg, boolean finalityMoves) {

        private static final Past NONE = new Past(0, false);

        static Past of(Row row) {
            return new Past(
                    row.get("deepest_reorg", Long.class), row.get("finality_moves", Boolean.class));
        }
    }
}
