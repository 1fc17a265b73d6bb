package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.family.Movement;
import io.sluice.platform.database.Database;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
                    revision)
                SELECT m.id, :chain, m.receiver, m.sender, m.asset, m.symbol, m.decimals,
                    CAST(m.units AS numeric), 'INCLUDED', :grade, :height, :hash, :time, :time,
                    :revision
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

    private static final String ORPHAN_ABOVE =
            """
            WITH gone AS (
                UPDATE transfer SET state = 'ORPHANED', revision = :revision
                 WHERE chain = :chain AND state = 'INCLUDED' AND block_height > :height
                RETURNING id, revision, state, block_height, block_hash, address, asset, units
            ), facts AS (
                INSERT INTO transfer_fact (transfer, revision, state, block_height, block_hash,
                    address, asset, units)
                SELECT * FROM gone
            )
            SELECT DISTINCT address FROM gone
            """;

    private final Database database;

    PostgresTransfers(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<String>> include(ChainView view, Collection<Movement> movements) {
        if (movements.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(INCLUDE)
                .bind("chain", view.chain().value())
                .bind("family", view.chain().family())
                .bind("grade", Transfer.Grade.QUORUM.name())
                .bind("height", view.height())
                .bind("hash", view.hash())
                .bind("time", view.time())
                .bind("revision", view.revision())
                .bind("ids", texts(movements, Movement::id))
                .bind("receivers", texts(movements, Movement::receiver))
                .bind("senders", texts(movements, Movement::sender))
                .bind("assets", texts(movements, it -> it.asset().id()))
                .bind("symbols", texts(movements, it -> it.asset().symbol()))
                .bind("decimals", decimals(movements))
                .bind("units", texts(movements, it -> it.units().toString()))
                .all(row -> row.get("address", String.class))
                .collectList();
    }

    @Override
    public Flux<String> orphanAbove(ChainView view) {
        return database.sql(ORPHAN_ABOVE)
                .bind("chain", view.chain().value())
                .bind("height", view.height())
                .bind("revision", view.revision())
                .all(row -> row.get("address", String.class));
    }

    private static String[] texts(Collection<Movement> movements, Function<Movement, String> of) {
        return movements.stream().map(of).toArray(String[]::new);
    }

    private static Integer[] decimals(Collection<Movement> movements) {
        return movements.stream().map(it -> it.asset().decimals()).toArray(Integer[]::new);
    }
}
