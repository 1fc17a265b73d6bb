package io.sluice.chain.broadcast;

import io.sluice.money.ChainId;
import io.sluice.platform.database.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When each transaction is tried, and what came of that, in the database. */
@Component
final class PostgresTrials {

    /** Between two blocks nothing changes for one that nodes have. */
    private static final String DUE =
            """
            SELECT o.*, coalesce(c.height, -1) AS read_to, coalesce(c.finalized, -1) AS final_to,
                   coalesce(o.send_until < now(), false) AS late
              FROM outbound_transaction AS o LEFT JOIN chain_cursor AS c ON c.chain = o.chain
             WHERE o.state IN ('STORED', 'SENT', 'ACCEPTED') AND o.chain = :chain
               AND o.next_at <= now()
               AND (o.state = 'STORED' OR o.tried_height <> coalesce(c.height, -1))
             ORDER BY o.next_at LIMIT :limit
            """;

    /** A trial that began before another one ended knows less, and changes nothing. */
    private static final String NOTE =
            """
            UPDATE outbound_transaction
               SET state = :state, reason = :reason, tried_height = :height,
                   trials = trials + 1, pause_seconds = :pause,
                   next_at = now() + make_interval(secs => :pause),
                   noticed_at = coalesce(noticed_at, CASE WHEN :noticed THEN now() END)
             WHERE chain = :chain AND hash = :hash AND state IN ('STORED', 'SENT', 'ACCEPTED')
               AND trials = :trials
            """;

    /** Nothing is followed for ever. */
    private static final String END_OLD =
            """
            UPDATE outbound_transaction
               SET state = 'DROPPED', reason = 'too_old', trials = trials + 1
             WHERE (chain, hash) IN (
                       SELECT chain, hash FROM outbound_transaction
                        WHERE state IN ('STORED', 'SENT', 'ACCEPTED')
                          AND since < now() - interval '7 days'
                        ORDER BY since LIMIT 500 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;

    private final Database database;

    PostgresTrials(Database database) {
        this.database = database;
    }

    /** What is to be sent again or looked for on a chain. */
    Flux<Due> due(ChainId chain, int limit) {
        return database.sql(DUE).bind("chain", chain.value()).bind("limit", limit).all(Due::of);
    }

    /** Notes what became of a trial, unless something else moved it meanwhile; whether it did. */
    Mono<Boolean> note(Due due, Verdict verdict) {
        var statement =
                database.sql(NOTE)
                        .bind("chain", due.outbound().chain().value())
                        .bind("hash", due.outbound().hash())
                        .bind("trials", due.outbound().trials())
                        .bind("state", verdict.state().name())
                        .bind("height", due.height())
                        .bind("pause", due.pauseSeconds(verdict.state()))
                        .bind("noticed", verdict.noticed());
        return (verdict.reason().isEmpty()
                        ? statement.bindNull("reason", String.class)
                        : statement.bind("reason", verdict.reason()))
                .update()
                .map(changed -> changed > 0);
    }

    /** Ends what was followed long enough; gives what that was. */
    Flux<Outbound> endOld() {
        return database.sql(END_OLD).all(Outbound::of);
    }
}
