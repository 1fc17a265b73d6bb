package io.sluice.chain.broadcast;

import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import io.sluice.platform.database.Sql;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Transactions of payers in the database. */
@Component
final class PostgresOutbounds {

    /** One that is known already goes its way undisturbed. */
    private static final String KEEP =
            """
            INSERT INTO outbound_transaction AS o (chain, hash, payment, address, sender, nonce,
                raw, hinted, transfer, asset, symbol, decimals, units, state, send_until, next_at)
            VALUES (:chain, :hash, :payment, :address, :sender, :nonce::numeric, :raw, false,
                :transfer, :asset, :symbol, :decimals, :units::numeric, 'STORED', :until,
                now() + interval '2 seconds')
            ON CONFLICT (chain, hash) DO UPDATE
               SET hinted = false, send_until = excluded.send_until
             WHERE o.payment = excluded.payment
            RETURNING *, true AS now
            """;

    /** One that no node has may be tried once more, and then once a minute. */
    private static final String TAKE_UP_AGAIN =
            """
            UPDATE outbound_transaction AS o
               SET hinted = false, state = 'STORED', reason = NULL, trials = trials + 1,
                   pause_seconds = 0, send_until = :until, since = now(),
                   retried_at = greatest(now(), o.retried_at + interval '1 minute'),
                   next_at = greatest(now(), o.retried_at + interval '1 minute')
                       + interval '2 seconds'
             WHERE o.chain = :chain AND o.hash = :hash AND o.payment = :payment
               AND (o.state IN ('REFUSED', 'DROPPED')
                    OR o.state = 'REPLACED' AND o.decided_height IS NULL)
            RETURNING *, retried_at = now() AS now
            """;

    /** It was heard of, so it is shown, unless more is known of it already. */
    private static final String KEEP_HINTED =
            """
            INSERT INTO outbound_transaction AS o (chain, hash, payment, address, sender, nonce,
                raw, hinted, transfer, asset, symbol, decimals, units, state, noticed_at)
            SELECT :chain, :hash, :payment, :address, :sender, :nonce::numeric, :raw, true,
                :transfer, :asset, :symbol, :decimals, :units::numeric, 'SENT', now()
             WHERE (SELECT count(*) FROM outbound_transaction WHERE payment = :payment) < :limit
            ON CONFLICT (chain, hash) DO UPDATE
               SET state = 'SENT', noticed_at = coalesce(o.noticed_at, now()), reason = NULL,
                   trials = o.trials + 1, pause_seconds = 0, next_at = now(), since = now()
             WHERE o.payment = excluded.payment AND o.hinted AND o.state = 'DROPPED'
            RETURNING *
            """;

    private static final String FIND_LIVING =
            """
            SELECT * FROM outbound_transaction
             WHERE payment = :payment AND hash = :hash AND NOT hinted
               AND (state IN ('STORED', 'SENT', 'ACCEPTED', 'MINED')
                    OR state = 'REPLACED' AND decided_height IS NOT NULL)
             LIMIT 1
            """;

    private static final String OF_PAYMENT =
            """
            SELECT * FROM outbound_transaction WHERE payment = :payment
             ORDER BY created_at, hash LIMIT :limit
            """;

    private static final String COUNT_OTHERS =
            """
            SELECT count(*) AS number FROM outbound_transaction
             WHERE payment = :payment AND hash <> :hash
            """;

    private final Database database;

    PostgresOutbounds(Database database) {
        this.database = database;
    }

    /**
     * The one with this hash, new, as it was, or taken up again.
     *
     * @param until when it is too late to send it for the first time
     */
    Mono<Kept> keep(Draft draft, Instant until) {
        return takenUpAgain(draft, until)
                .switchIfEmpty(
                        Mono.defer(() -> drafted(KEEP, draft).bind("until", until).one(Kept::of)));
    }

    private Mono<Kept> takenUpAgain(Draft draft, Instant until) {
        return database.sql(TAKE_UP_AGAIN)
                .bind("chain", draft.signed().chain().value())
                .bind("hash", draft.signed().hash())
                .bind("payment", draft.payment())
                .bind("until", until)
                .one(Kept::of);
    }

    /** The one with this hash if it is news. */
    Mono<Outbound> keepHinted(Draft draft, int limit) {
        return drafted(KEEP_HINTED, draft).bind("limit", limit).one(Outbound::of);
    }

    /** One that is on its way or in a block. */
    Mono<Outbound> findLiving(String payment, String hash) {
        return database.sql(FIND_LIVING)
                .bind("payment", payment)
                .bind("hash", hash)
                .one(Outbound::of);
    }

    Flux<Outbound> of(String payment, int limit) {
        return database.sql(OF_PAYMENT)
                .bind("payment", payment)
                .bind("limit", limit)
                .all(Outbound::of);
    }

    /** How many a payment has beside the one with this hash. */
    Mono<Long> countOthers(String payment, String hash) {
        return database.sql(COUNT_OTHERS)
                .bind("payment", payment)
                .bind("hash", hash)
                .one(row -> row.get("number", Long.class));
    }

    private Sql drafted(String statement, Draft draft) {
        var signed = draft.signed();
        var movement = draft.movement();
        return database.sql(statement)
                .bind("chain", signed.chain().value())
                .bind("hash", signed.hash())
                .bind("payment", draft.payment())
                .bind("address", movement.receiver())
                .bind("sender", signed.sender())
                .bind("nonce", signed.nonce().toString())
                .bind("raw", signed.raw())
                .bind("transfer", movement.id())
                .bind("asset", movement.asset().id())
                .bind("symbol", movement.asset().symbol())
                .bind("decimals", movement.asset().decimals())
                .bind("units", movement.units().toString());
    }

    /**
     * What was kept.
     *
     * @param now whether it may be sent at once, and need not wait its time
     */
    record Kept(Outbound outbound, boolean now) {

        static Kept of(Row row) {
            return new Kept(Outbound.of(row), row.get("now", Boolean.class));
        }
    }
}
