package io.sluice.chain.watch;

import io.sluice.chain.family.Holding;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What addresses held when that was last looked at, in the database. */
@Component
final class PostgresAudits {

    /**
     * Where nothing was looked at yet, the newest block that is surely older than the address is
     * known to anybody, or else the oldest we have: blocks are dated before they are made.
     */
    private static final String NEXT =
            """
            WITH page AS (
                SELECT address, allocated_at FROM deposit_address
                 WHERE family = :family AND payment IS NOT NULL
                   AND allocated_at > now() - interval '14 days'
                   AND (allocated_at, address) > (:after, :address)
                   AND :unseen = ((SELECT count(*) FROM audited_balance k
                                    WHERE k.chain = :chain AND k.address = deposit_address.address
                                      AND k.asset = ANY(CAST(:assets AS text[])))
                                  < cardinality(CAST(:assets AS text[])))
                 ORDER BY allocated_at, address LIMIT :most
            ), begun AS (
                SELECT address, allocated_at, CASE WHEN (
                           SELECT count(*) FROM audited_balance k
                            WHERE k.chain = :chain AND k.address = page.address
                              AND k.asset = ANY(CAST(:assets AS text[])))
                           < cardinality(CAST(:assets AS text[])) THEN coalesce(
                           (SELECT max(height) FROM block
                             WHERE chain = :chain AND NOT orphaned AND height <= :height
                               AND height > :height - :blocks
                               AND time <= allocated_at - interval '1 minute'),
                           (SELECT min(height) FROM block
                             WHERE chain = :chain AND NOT orphaned AND height <= :height
                               AND height > :height - :blocks)) END AS height
                  FROM page
            )
            SELECT p.address, p.allocated_at, x.asset, k.units, k.height IS NOT NULL AS kept,
                   b.height AS since, b.hash,
                   CASE WHEN k.height IS NULL AND b.time > p.allocated_at - interval '1 minute'
                        THEN (SELECT coalesce(sum(t.units), 0) FROM transfer t
                               WHERE t.address = p.address AND t.asset = x.asset
                                 AND t.chain = :chain AND t.state = 'INCLUDED'
                                 AND t.block_height <= b.height) END AS before,
                   (SELECT coalesce(sum(t.units), 0) FROM transfer t
                     WHERE t.address = p.address AND t.asset = x.asset AND t.chain = :chain
                       AND t.state = 'INCLUDED' AND t.block_height <= :height
                       AND t.block_height > b.height) AS arrived
              FROM begun p CROSS JOIN unnest(CAST(:assets AS text[])) AS x(asset)
              LEFT JOIN audited_balance k
                ON k.chain = :chain AND k.address = p.address AND k.asset = x.asset
              JOIN block b
                ON b.chain = :chain AND NOT b.orphaned AND b.height = coalesce(k.height, p.height)
             ORDER BY p.allocated_at, p.address
            """;

    private static final String ARRIVED =
            """
            SELECT coalesce(sum(units), 0) AS arrived FROM transfer
             WHERE address = :address AND asset = :asset AND chain = :chain
               AND state = 'INCLUDED' AND block_height > :since AND block_height <= :height
            """;

    /** Only what still is as it was when it was looked at. */
    private static final String NOTE =
            """
            INSERT INTO audited_balance AS k (chain, address, asset, height, units)
            SELECT :chain, n.address, n.asset, :height, CAST(n.units AS numeric)
              FROM unnest(CAST(:addresses AS text[]), CAST(:assets AS text[]),
                       CAST(:units AS text[]), CAST(:since AS bigint[]))
                   AS n(address, asset, units, since)
             WHERE NOT EXISTS (SELECT 1 FROM audited_balance o
                                WHERE o.chain = :chain AND o.address = n.address
                                  AND o.asset = n.asset AND o.height <> n.since)
            ON CONFLICT (chain, address, asset) DO UPDATE
               SET height = excluded.height, units = excluded.units
             WHERE k.height < excluded.height
            """;

    private final Database database;

    PostgresAudits(Database database) {
        this.database = database;
    }

    /**
     * Addresses that were lately allocated, after a place in that order, with what is known of them
     * up to the block {@code at}.
     *
     * @param unseen whether those of which something was never looked at, or the others
     * @param blocks how far below it a first look may go back
     */
    Mono<List<Found>> next(
            ChainId chain,
            KnownBlock at,
            Place after,
            boolean unseen,
            Collection<Asset> assets,
            int most,
            long blocks) {
        var byId = assets.stream().collect(Collectors.toMap(Asset::id, Function.identity()));
        return database.sql(NEXT)
                .bind("chain", chain.value())
                .bind("family", chain.family())
                .bind("height", at.height())
                .bind("after", after.allocatedAt())
                .bind("address", after.address())
                .bind("unseen", unseen)
                .bind("assets", byId.keySet().toArray(String[]::new))
                .bind("most", most)
                .bind("blocks", blocks)
                .all(row -> found(row, byId))
                .collectList();
    }

    /** What is known to have reached an address above one block and up to another. */
    Mono<BigInteger> arrived(ChainId chain, Holding holding, long since, long height) {
        return database.sql(ARRIVED)
                .bind("chain", chain.value())
                .bind("address", holding.address())
                .bind("asset", holding.asset().id())
                .bind("since", since)
                .bind("height", height)
                .one(row -> row.get("arrived", BigDecimal.class).toBigIntegerExact());
    }

    /** Notes what was seen at {@code height}; {@link CursorMoved} when another looked meanwhile. */
    Mono<Void> note(ChainId chain, long height, Map<Audited, BigInteger> seen) {
        var all = List.copyOf(seen.entrySet());
        return database.sql(NOTE)
                .bind("chain", chain.value())
                .bind("height", height)
                .bind("addresses", texts(all, it -> it.getKey().holding().address()))
                .bind("assets", texts(all, it -> it.getKey().holding().asset().id()))
                .bind("units", texts(all, it -> it.getValue().toString()))
                .bind("since", all.stream().map(it -> it.getKey().since()).toArray(Long[]::new))
                .update()
                .filter(rows -> rows == all.size())
                .switchIfEmpty(Mono.error(() -> new CursorMoved(chain, "a balance")))
                .then();
    }

    private static <T> String[] texts(List<T> all, Function<T, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static Found found(Row row, Map<String, Asset> assets) {
        var address = row.get("address", String.class);
        var asset = Objects.requireNonNull(assets.get(row.get("asset", String.class)));
        return new Found(
                new Place(row.get("allocated_at", Instant.class), address),
                new Audited(
                        new Holding(asset, address),
                        row.get("since", Long.class),
                        row.get("hash", String.class),
                        row.find("units", BigDecimal.class)
                                .map(BigDecimal::toBigIntegerExact)
                                .orElse(null),
                        row.get("arrived", BigDecimal.class).toBigIntegerExact(),
                        row.find("before", BigDecimal.class)
                                .map(BigDecimal::toBigIntegerExact)
                                .orElse(null),
                        row.get("kept", Boolean.class)));
    }

    /** A place in the order in which addresses were allocated. */
    record Place(Instant allocatedAt, String address) {

        static final Place FIRST = new Place(Instant.EPOCH, "");
    }

    /** What was found at a place. */
    record Found(Place place, Audited audited) {}
}
