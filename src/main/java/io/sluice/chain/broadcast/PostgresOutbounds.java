package io.sluice.chain.broadcast;

import io.sluice.chain.broadcast.Outbound.Draft;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Sql;
import java.util.Collection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Transactions of payers in the database. */
@Component
final class PostgresOutbounds {

    /** One that no node took may be tried once more; any other goes its way undisturbed. */
    private static final String KEEP =
            """
            INSERT INTO outbound_transaction AS o (chain, hash, payment, address, sender, nonce,
                raw, hinted, transfer, asset, symbol, decimals, units, state)
            VALUES (:chain, :hash, :payment, :address, :sender, :nonce::numeric, :raw, false,
                :transfer, :asset, :symbol, :decimals, :units::numeric, 'STORED')
            ON CONFLICT (chain, hash) DO UPDATE
               SET hinted = false, reason = NULL,
                   state = CASE WHEN o.state IN ('REFUSED', 'DROPPED')
                                  OR o.state = 'REPLACED' AND o.decided_height IS NULL
                                THEN 'STORED' ELSE o.state END,
                   tried_at = NULL
             WHERE o.payment = excluded.payment
            RETURNING *
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
               SET state = 'SENT', noticed_at = coalesce(o.noticed_at, now())
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

    private static final String COUNT =
            "SELECT count(*) AS number FROM outbound_transaction WHERE payment = :payment";

    /** What is new is left for a moment to whoever took it. Nothing is followed for ever. */
    private static final String DUE =
            """
            SELECT o.*, coalesce(c.height, -1) AS read_to, coalesce(c.finalized, -1) AS final_to
              FROM outbound_transaction AS o LEFT JOIN chain_cursor AS c ON c.chain = o.chain
             WHERE o.state IN ('STORED', 'SENT', 'ACCEPTED') AND o.chain = ANY(:chains)
               AND o.created_at > now() - interval '7 days'
               AND CASE WHEN o.tried_at IS NULL
                        THEN o.hinted OR o.created_at < now() - interval '2 seconds'
                        ELSE o.tried_height <> coalesce(c.height, -1)
                             OR o.state = 'STORED' AND o.tried_at < now() - interval '2 seconds'
                   END
             ORDER BY o.tried_at NULLS FIRST LIMIT :limit
            """;

    private static final String NOTE =
            """
            UPDATE outbound_transaction
               SET state = :state, reason = :reason, tried_at = now(),
                   tried_height = :height,
                   noticed_at = coalesce(noticed_at, CASE WHEN :noticed THEN now() END)
             WHERE chain = :chain AND hash = :hash AND state IN ('STORED', 'SENT', 'ACCEPTED')
            """;

    private final Database database;

    PostgresOutbounds(Database database) {
        this.database = database;
    }

    /** The one with this hash, new or as it was. */
    Mono<Outbound> keep(Draft draft) {
        return drafted(KEEP, draft).one(Outbound::of);
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

    Mono<Long> count(String payment) {
        return database.sql(COUNT)
                .bind("payment", payment)
                .one(row -> row.get("number", Long.class));
    }

    /** What is to be sent again or looked for, on these chains. */
    Flux<Due> due(Collection<String> chains, int limit) {
        return database.sql(DUE)
                .bind("chains", chains.toArray(String[]::new))
                .bind("limit", limit)
                .all(Due::of);
    }

    /** Notes what became of a trial, unless a block has decided meanwhile; whether it did. */
    Mono<Boolean> note(Due due, Verdict verdict) {
        var statement =
                database.sql(NOTE)
                        .bind("chain", due.outbound().chain().value())
                        .bind("hash", due.outbound().hash())
                        .bind("state", verdict.state().name())
                        .bind("height", due.height())
                        .bind("noticed", verdict.noticed());
        return (verdict.reason().isEmpty()
                        ? statement.bindNull("reason", String.class)
                        : statement.bind("reason", verdict.reason()))
                .update()
                .map(changed -> changed > 0);
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
}
