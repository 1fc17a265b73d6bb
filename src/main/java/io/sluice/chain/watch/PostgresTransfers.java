package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.platform.database.Database;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Transfers in the database, each change written with its fact in one statement. */
@Component
final class PostgresTransfers implements TransferStore {

    /**
     * Asks for the addresses in the statement that keeps their transfers, after the cursor was
     * locked: an address that was derived meanwhile is either here or watched from the next block.
     */
    private static final String INCLUDE =
            """
            WITH kept AS (
                INSERT INTO transfer AS t (id, chain, address, sender, asset, symbol, decimals,
                    units, state, grade, block_height, block_hash, block_time, first_included_at,
                    revision, origin, nonce)
                SELECT m.id, :chain, m.receiver, m.sender, m.asset, m.symbol, m.decimals,
                    CAST(m.units AS numeric), 'INCLUDED', :grade, :height, :hash, :time, :time,
                    :revision,
                    (CAST(:origins AS text[]))[array_position(
                        CAST(:transactions AS text[]), split_part(m.id, '/', 2))],
                    CAST((CAST(:nonces AS text[]))[array_position(
                        CAST(:transactions AS text[]), split_part(m.id, '/', 2))] AS numeric)
                  FROM unnest(CAST(:ids AS text[]), CAST(:receivers AS text[]),
                           CAST(:senders AS text[]), CAST(:assets AS text[]),
                           CAST(:symbols AS text[]), CAST(:decimals AS integer[]),
                           CAST(:units AS text[]))
                       AS m(id, receiver, sender, asset, symbol, decimals, units)
                  JOIN deposit_address a ON a.family = :family AND a.address = m.receiver
                ON CONFLICT (id) DO UPDATE
                   SET address = excluded.address, sender = excluded.sender,
                       asset = excluded.asset, symbol = excluded.symbol,
                       decimals = excluded.decimals, units = excluded.units,
                       state = excluded.state, grade = excluded.grade,
                       block_height = excluded.block_height, block_hash = excluded.block_hash,
                       block_time = excluded.block_time, revision = excluded.revision,
                       origin = excluded.origin, nonce = excluded.nonce,
                       replaced_by = NULL, replaced_height = NULL,
                       first_included_at =
                           least(t.first_included_at, excluded.first_included_at)
                RETURNING id, revision, state, block_height, block_hash, address, asset, units
            ), facts AS (
                INSERT INTO transfer_fact (transfer, revision, state, block_height, block_hash,
                    address, asset, units)
                SELECT * FROM kept
            )
            SELECT DISTINCT address FROM kept
            """;

    private static final String REPLACE =
            """
            WITH taken AS (
                UPDATE transfer AS t
                   SET state = CASE WHEN split_part(t.id, '/', 2) = m.transaction
                                    THEN 'REVERTED' ELSE 'REPLACED' END,
                       replaced_by = m.transaction, replaced_height = :height,
                       revision = :revision
                  FROM unnest(CAST(:transactions AS text[]), CAST(:origins AS text[]),
                           CAST(:nonces AS text[])) AS m(transaction, origin, nonce)
                 WHERE t.chain = :chain AND t.state = 'ORPHANED'
                   AND t.origin = m.origin AND t.nonce = CAST(m.nonce AS numeric)
                RETURNING t.id, t.revision, t.state, t.block_height, t.block_hash, t.address,
                    t.asset, t.units
            ), facts AS (
                INSERT INTO transfer_fact (transfer, revision, state, block_height, block_hash,
                    address, asset, units)
                SELECT * FROM taken
            )
            SELECT DISTINCT address FROM taken
            """;

    /** No row is in both: only what is orphaned can be replaced or reverted. */
    private static final String ORPHAN_ABOVE =
            """
            WITH gone AS (
                UPDATE transfer SET state = 'ORPHANED', revision = :revision
                 WHERE chain = :chain AND state = 'INCLUDED' AND block_height > :height
                RETURNING id, revision, state, block_height, block_hash, address, asset, units
            ), freed AS (
                UPDATE transfer
                   SET state = 'ORPHANED', revision = :revision,
                       replaced_by = NULL, replaced_height = NULL
                 WHERE chain = :chain AND replaced_height > :height
                RETURNING id, revision, state, block_height, block_hash, address, asset, units
            ), facts AS (
                INSERT INTO transfer_fact (transfer, revision, state, block_height, block_hash,
                    address, asset, units)
                SELECT * FROM gone UNION ALL SELECT * FROM freed
            )
            SELECT address FROM gone UNION SELECT address FROM freed
            """;

    private final Database database;
    private final Narrowing narrowing;

    PostgresTransfers(Database database) {
        this.database = database;
        this.narrowing = new Narrowing(database);
    }

    @Override
    public Flux<String> include(ChainView view, List<ReadBlock> reads) {
        return narrowing
                .toDeposits(view.chain(), reads)
                .flatMapIterable(Function.identity())
                .concatMap(read -> include(view, read));
    }

    private Flux<String> include(ChainView view, ReadBlock read) {
        var movements = read.movements();
        return database.sql(INCLUDE)
                .bind("chain", view.chain().value())
                .bind("family", view.chain().family())
                .bind("grade", read.grade().name())
                .bind("height", read.block().height())
                .bind("hash", read.block().hash())
                .bind("time", read.block().time())
                .bind("revision", view.revision())
                .bind("ids", texts(movements, Movement::id))
                .bind("receivers", texts(movements, Movement::receiver))
                .bind("senders", texts(movements, Movement::sender))
                .bind("assets", texts(movements, it -> it.asset().id()))
                .bind("symbols", texts(movements, it -> it.asset().symbol()))
                .bind("decimals", decimals(movements))
                .bind("units", texts(movements, it -> it.units().toString()))
                .bind("transactions", texts(read.mined(), Mined::transaction))
                .bind("origins", texts(read.mined(), Mined::origin))
                .bind("nonces", texts(read.mined(), it -> it.nonce().toString()))
                .all(row -> row.get("address", String.class));
    }

    @Override
    public Flux<String> replace(ChainView view, List<ReadBlock> reads) {
        return narrowing
                .toOrphaned(view.chain(), reads)
                .flatMapIterable(Function.identity())
                .concatMap(read -> replace(view, read));
    }

    private Flux<String> replace(ChainView view, ReadBlock read) {
        return database.sql(REPLACE)
                .bind("chain", view.chain().value())
                .bind("height", read.block().height())
                .bind("revision", view.revision())
                .bind("transactions", texts(read.mined(), Mined::transaction))
                .bind("origins", texts(read.mined(), Mined::origin))
                .bind("nonces", texts(read.mined(), it -> it.nonce().toString()))
                .all(row -> row.get("address", String.class));
    }

    @Override
    public Flux<String> orphanAbove(ChainView view) {
        return database.sql(ORPHAN_ABOVE)
                .bind("chain", view.chain().value())
                .bind("height", view.height())
                .bind("revision", view.revision())
                .all(row -> row.get("address", String.class));
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static Integer[] decimals(Collection<Movement> movements) {
        return movements.stream().map(it -> it.asset().decimals()).toArray(Integer[]::new);
    }
}
