package io.sluice.chain.wallet;

import io.sluice.chain.network.ChainProperties;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps derived addresses: free ones in the pool, and those given to a payment for ever. */
@Component
final class AddressStore {

    /** So that there is a row to lock for a chain of which nothing was read yet. */
    private static final String ENSURE_CURSORS =
            """
            INSERT INTO chain_cursor (chain, family)
            SELECT chain, :family FROM unnest(CAST(:chains AS text[])) AS c(chain)
            ON CONFLICT (chain) DO NOTHING
            """;

    /**
     * Holds the cursors until the unit ends: a block that is being committed is waited for, and the
     * next one waits for the new addresses and then sees them.
     */
    private static final String HOLD_CURSORS =
            "SELECT chain FROM chain_cursor WHERE family = :family ORDER BY chain FOR SHARE";

    private static final String ADD =
            """
            INSERT INTO deposit_address (family, address, wallet, index)
            SELECT :family, a.address, :wallet, a.index
              FROM unnest(CAST(:addresses AS text[]), CAST(:indexes AS integer[]))
                       AS a(address, index)
            """;

    /**
     * Passes over what was ever paid to: a wallet may have been in use elsewhere, and what its
     * customers send late must not pay for somebody else.
     */
    private static final String ALLOCATE =
            """
            UPDATE deposit_address SET payment = :payment, allocated_at = now()
             WHERE (family, address) = (
                   SELECT a.family, a.address FROM deposit_address a
                    WHERE a.wallet = :wallet AND a.payment IS NULL
                      AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.address = a.address)
                    ORDER BY a.index LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING address, index
            """;

    private static final String FREE =
            """
            SELECT count(*) AS free FROM (
                SELECT 1 FROM deposit_address a
                 WHERE a.wallet = :wallet AND a.payment IS NULL
                   AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.address = a.address)
                 LIMIT :limit) AS counted
            """;

    private final Database database;
    private final ChainProperties properties;

    AddressStore(Database database, ChainProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Puts addresses into the pool, under watch from here on; part of the caller's unit. */
    Mono<Void> add(String wallet, String family, int firstIndex, List<String> addresses) {
        return ensureCursors(family)
                .then(Mono.defer(() -> holdCursors(family)))
                .then(Mono.defer(() -> insert(wallet, family, firstIndex, addresses)));
    }

    /** Takes the next address nobody ever paid to; empty when {@code wallet} has none left. */
    Mono<Allocated> allocate(String wallet, String payment) {
        return database.sql(ALLOCATE)
                .bind("wallet", wallet)
                .bind("payment", payment)
                .one(AddressStore::allocated);
    }

    /** How many addresses of {@code wallet} can be given out, counted up to {@code limit}. */
    Mono<Integer> free(String wallet, int limit) {
        return database.sql(FREE)
                .bind("wallet", wallet)
                .bind("limit", limit)
                .one(row -> row.get("free", Long.class).intValue());
    }

    private Mono<Long> ensureCursors(String family) {
        var chains = properties.family(family).stream().map(ChainId::value).sorted();
        return database.sql(ENSURE_CURSORS)
                .bind("family", family)
                .bind("chains", chains.toArray(String[]::new))
                .update();
    }

    private Mono<Void> holdCursors(String family) {
        return database.sql(HOLD_CURSORS)
                .bind("family", family)
                .all(row -> row.get("chain", String.class))
                .then();
    }

    private Mono<Void> insert(
            String wallet, String family, int firstIndex, List<String> addresses) {
        var indexes = IntStream.range(firstIndex, firstIndex + addresses.size()).boxed();
        return database.sql(ADD)
                .bind("family", family)
                .bind("wallet", wallet)
                .bind("addresses", addresses.toArray(String[]::new))
                .bind("indexes", indexes.toArray(Integer[]::new))
                .update()
                .then();
    }

    private static Allocated allocated(Row row) {
        return new Allocated(row.get("address", String.class), row.get("index", Integer.class));
    }

    /** An address that left the pool. */
    record Allocated(String address, int index) {}
}
