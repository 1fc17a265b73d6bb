package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentId;
import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps tickets in PostgreSQL. */
final class PostgresTickets implements Tickets {

    /** Each that comes takes some with it that are of no use any more, so the table cannot grow. */
    private static final String ADD =
            """
            WITH forgotten AS (
                DELETE FROM stream_ticket
                 WHERE hash IN (SELECT hash FROM stream_ticket
                                 WHERE kept_until < now() - interval '1 minute'
                                 ORDER BY kept_until LIMIT 20
                                   FOR UPDATE SKIP LOCKED))
            INSERT INTO stream_ticket (hash, payment, caller, audience, open_until, ends_at,
                   kept_until)
            SELECT :hash, :payment, :caller, :audience, until, :ends_at, until
              FROM least(now() + interval '30 seconds', :ends_at) AS until
            RETURNING open_until
            """;

    /** One statement, so that of connections at the same time each has a number of its own. */
    private static final String CONNECT =
            """
            UPDATE stream_ticket
               SET connection = connection + 1,
                   told = told OR :resumes,
                   kept_until = ends_at
             WHERE hash = :hash AND payment = :payment
               AND ends_at > now()
               AND (connection > 0 OR open_until > now())
               AND (NOT told OR :resumes)
            RETURNING hash, caller, connection, audience, ends_at
            """;

    private static final String TOLD =
            """
            UPDATE stream_ticket SET told = true WHERE hash = ANY(:hashes) AND NOT told
            """;

    /** Writes only what is news: of most tickets nothing, for they are connected with once. */
    private static final String NEWEST =
            """
            WITH live AS (
                SELECT hash, connection
                  FROM unnest(CAST(:hashes AS text[]), CAST(:connections AS bigint[]))
                       AS l(hash, connection)),
            risen AS (
                UPDATE stream_ticket t
                   SET newest = live.connection
                  FROM live
                 WHERE t.hash = live.hash AND t.newest < live.connection)
            SELECT t.hash, greatest(t.newest, live.connection) AS newest
              FROM stream_ticket t JOIN live ON t.hash = live.hash
             LIMIT :limit
            """;

    private final Database database;

    PostgresTickets(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Instant> add(String ticket, PaymentId payment, Caller caller) {
        return database.sql(ADD)
                .bind("hash", ticket)
                .bind("payment", payment.value())
                .bind("caller", caller.name())
                .bind("audience", Audience.of(caller).name())
                .bind("ends_at", caller.tokenExpiresAt())
                .one(row -> row.get("open_until", Instant.class));
    }

    @Override
    public Mono<TicketSession> connect(String ticket, PaymentId payment, boolean resumes) {
        return database.sql(CONNECT)
                .bind("hash", ticket)
                .bind("payment", payment.value())
                .bind("resumes", resumes)
                .one(PostgresTickets::session);
    }

    @Override
    public Mono<Void> told(Collection<String> tickets) {
        return database.sql(TOLD).bind("hashes", tickets.toArray(String[]::new)).update().then();
    }

    @Override
    public Flux<Newest> newest(Collection<TicketSession> live) {
        return database.sql(NEWEST)
                .bind("hashes", live.stream().map(TicketSession::ticket).toArray(String[]::new))
                .bind(
                        "connections",
                        live.stream().map(TicketSession::connection).toArray(Long[]::new))
                .bind("limit", live.size())
                .all(row -> new Newest(text(row, "hash"), row.get("newest", Long.class)));
    }

    private static TicketSession session(Row row) {
        return new TicketSession(
                text(row, "hash"),
                text(row, "caller"),
                row.get("connection", Long.class),
                Audience.valueOf(text(row, "audience")),
                row.get("ends_at", Instant.class));
    }

    private static String text(Row row, String column) {
        return row.get(column, String.class);
    }
}
