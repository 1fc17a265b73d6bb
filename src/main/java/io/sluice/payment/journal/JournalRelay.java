package io.sluice.payment.journal;

import io.sluice.payment.JournalEvent;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives committed events their positions, versions of one payment in order, and tells of them
 * again. An event that is still being committed is not seen, and holds back only itself.
 */
final class JournalRelay {

    static final String LEASE = "journal-relay";

    private static final Logger LOG = LoggerFactory.getLogger(JournalRelay.class);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** First, so that what is moved is read after every other relay's commit. */
    private static final String LOCK = "SELECT position FROM journal_head FOR UPDATE";

    private static final String MOVE =
            """
            WITH moved AS (
                DELETE FROM journal_pending
                 WHERE number IN (SELECT number FROM journal_pending ORDER BY number LIMIT :limit)
                RETURNING number, payment, version),
            placed AS (
                INSERT INTO journal (position, payment, version)
                SELECT head.position + row_number() OVER (ORDER BY moved.number),
                       moved.payment, moved.version
                  FROM moved CROSS JOIN journal_head AS head
                RETURNING position, payment, version),
            advanced AS (
                UPDATE journal_head SET position = position + (SELECT count(*) FROM moved))
            SELECT payment, version, id, merchant, closed, merchant_json, payer_json
              FROM placed JOIN payment_event USING (payment, version)
             ORDER BY placed.position
            """;

    private final Database database;
    private final Leases leases;
    private final EventLog events;
    private final Duration pause;

    JournalRelay(Database database, Leases leases, EventLog events, Duration pause) {
        this.database = database;
        this.leases = leases;
        this.events = events;
        this.pause = pause;
    }

    /** Relays whenever the lease is ours. Never ends. */
    Flux<Void> run() {
        return leases.hold(LEASE, this::rounds);
    }

    /** Moves what is committed, at most one batch; how many events that were. */
    Mono<Integer> move(long term) {
        return leases.guard(LEASE, term)
                .then(lock())
                .then(moved())
                .as(database::atomically)
                .delayUntil(this::tellAgain)
                .map(List::size);
    }

    /** One round after the other, with a pause when there was nothing left to do. */
    private Flux<Void> rounds(long term) {
        return Mono.defer(() -> move(term))
                .delayUntil(moved -> moved < BATCH ? Mono.delay(pause) : Mono.empty())
                .repeat()
                .thenMany(Flux.empty());
    }

    private Mono<Long> lock() {
        return database.sql(LOCK).one(row -> row.get("position", Long.class));
    }

    private Mono<List<JournalEvent>> moved() {
        return database.sql(MOVE).bind("limit", BATCH).all(PostgresJournal::event).collectList();
    }

    private Mono<Void> tellAgain(List<JournalEvent> moved) {
        return Flux.fromIterable(moved)
                .concatMap(events::publish)
                .then()
                .timeout(PATIENCE)
                .onErrorResume(this::untold);
    }

    /** Followers sweep the journal, so nobody misses anything. */
    private Mono<Void> untold(Throwable failure) {
        LOG.debug("Moved events could not be told of; followers sweep", failure);
        return Mono.empty();
    }
}
