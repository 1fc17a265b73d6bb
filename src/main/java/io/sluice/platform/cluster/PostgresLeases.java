package io.sluice.platform.cluster;

import io.sluice.platform.database.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps leases in the database, so that the clock which expires them is one clock. */
final class PostgresLeases implements Leases {

    /**
     * Every acquisition is a new term, also by the same holder: an older task of ours is a
     * stranger.
     */
    private static final String ACQUIRE =
            """
            INSERT INTO lease AS held (name, holder, term, expires_at)
            VALUES (:name, :holder, 1, now() + :millis * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE
               SET holder = :holder, term = held.term + 1, expires_at = excluded.expires_at
             WHERE held.expires_at <= now()
            RETURNING term
            """;

    private static final String RENEW =
            """
            UPDATE lease SET expires_at = now() + :millis * interval '1 millisecond'
             WHERE name = :name AND term = :term AND expires_at > now()
            """;

    private static final String RELEASE =
            """
            UPDATE lease SET expires_at = now()
             WHERE name = :name AND term = :term AND expires_at > now()
            """;

    /** Taken by each guarded write, so that the lease cannot move before it commits. */
    private static final String GUARD =
            """
            SELECT term FROM lease
             WHERE name = :name AND term = :term AND expires_at > now() FOR SHARE
            """;

    private final Database database;
    private final String holder;
    private final LeaseLoop loop;

    /**
     * @param holder who we are: another name at each start, for what ran before is a stranger
     */
    PostgresLeases(Database database, String holder, Duration duration, InstantSource clock) {
        this.database = database;
        this.holder = holder;
        this.loop = new LeaseLoop(this, duration, clock);
    }

    @Override
    public Mono<Long> acquire(String name, Duration duration) {
        return database.sql(ACQUIRE)
                .bind("name", name)
                .bind("holder", holder)
                .bind("millis", duration.toMillis())
                .one(row -> row.get("term", Long.class));
    }

    @Override
    public Mono<Boolean> renew(String name, long term, Duration duration) {
        return database.sql(RENEW)
                .bind("name", name)
                .bind("term", term)
                .bind("millis", duration.toMillis())
                .update()
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Void> release(String name, long term) {
        return database.sql(RELEASE).bind("name", name).bind("term", term).update().then();
    }

    @Override
    public Mono<Void> guard(String name, long term) {
        return database.sql(GUARD)
                .bind("name", name)
                .bind("term", term)
                .one(row -> row.get("term", Long.class))
                .switchIfEmpty(Mono.error(() -> new LeaseLost(name, term)))
                .then();
    }

    @Override
    public Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
        return loop.hold(name, job);
    }
}
