package io.sluice.chain.watch;

import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What single nodes told of blocks that were not read yet, in the database. */
@Component
final class PostgresEarlyTransfers {

    /** Of watched addresses, and no news once a block of that height was read. */
    private static final String KEEP =
            """
            INSERT INTO early_transfer (chain, id, height, address, sender, asset, symbol, decimals,
                units)
            SELECT :chain, m.id, :height, m.receiver, m.sender, m.asset, m.symbol, m.decimals,
                CAST(m.units AS numeric)
              FROM unnest(CAST(:ids AS text[]), CAST(:receivers AS text[]),
                       CAST(:senders AS text[]), CAST(:assets AS text[]),
                       CAST(:symbols AS text[]), CAST(:decimals AS integer[]),
                       CAST(:units AS text[]))
                   AS m(id, receiver, sender, asset, symbol, decimals, units)
              JOIN deposit_address a ON a.family = :family AND a.address = m.receiver
             WHERE EXISTS (SELECT 1 FROM chain_cursor
                            WHERE chain = :chain AND height < :height)
             LIMIT :most
            ON CONFLICT (chain, id) DO NOTHING
            RETURNING address
            """;

    private static final String FORGET =
            """
            DELETE FROM early_transfer WHERE chain = :chain AND height <= :height RETURNING address
            """;

    /** So old that it is not shown any more. */
    private static final String FORGET_OLD =
            """
            DELETE FROM early_transfer
             WHERE chain = :chain AND noticed_at < now() - interval '2 minutes'
            RETURNING address
            """;

    /** An honest block has fewer; a made-up one shall not fill the table. */
    private static final int MOST = 1_000;

    private final Database database;

    PostgresEarlyTransfers(Database database) {
        this.database = database;
    }

    /** Gives the addresses about which that is news. */
    Flux<String> keep(ChainId chain, ReadBlock read) {
        var movements = read.movements();
        return database.sql(KEEP)
                .bind("chain", chain.value())
                .bind("family", chain.family())
                .bind("height", read.block().height())
                .bind("ids", texts(movements, Movement::id))
                .bind("receivers", texts(movements, Movement::receiver))
                .bind("senders", texts(movements, Movement::sender))
                .bind("assets", texts(movements, it -> it.asset().id()))
                .bind("symbols", texts(movements, it -> it.asset().symbol()))
                .bind("decimals", decimals(movements))
                .bind("units", texts(movements, it -> it.units().toString()))
                .bind("most", MOST)
                .all(row -> row.get("address", String.class));
    }

    /** What was told of blocks up to {@code height}: gives the addresses it was about. */
    Flux<String> forget(ChainId chain, long height) {
        return database.sql(FORGET)
                .bind("chain", chain.value())
                .bind("height", height)
                .all(row -> row.get("address", String.class));
    }

    /** What nobody else ever told: gives the addresses it was about. */
    Flux<String> forgetOld(ChainId chain) {
        return database.sql(FORGET_OLD)
                .bind("chain", chain.value())
                .all(row -> row.get("address", String.class));
    }

    private static String[] texts(List<Movement> all, Function<Movement, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static Integer[] decimals(List<Movement> movements) {
        return movements.stream().map(it -> it.asset().decimals()).toArray(Integer[]::new);
    }
}
