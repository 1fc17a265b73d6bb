package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sluice.platform.database.Database;
import io.sluice.platform.database.Row;
import java.security.MessageDigest;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The table of remembered answers, and the lock on one of its rows to be. */
final class StoredAnswers {

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(:lock) AS ours";

    private static final String FIND =
            """
            SELECT body_hash, status, CAST(headers AS text) AS headers, body
              FROM idempotency_key
             WHERE caller = :caller AND route = :route AND key = :key
            """;

    private static final String ADD =
            """
            INSERT INTO idempotency_key (caller, route, key, body_hash, status, headers, body)
            VALUES (:caller, :route, :key, :body_hash, :status, CAST(:headers AS jsonb), :body)
            """;

    /** Oldest first, as the index on created_at has them. */
    private static final String FORGET =
            """
            DELETE FROM idempotency_key
             WHERE ctid = ANY (ARRAY(
                       SELECT ctid
                         FROM idempotency_key
                        WHERE created_at < now() - CAST(:seconds AS bigint) * interval '1 second'
                        ORDER BY created_at
                        LIMIT :batch
                          FOR UPDATE SKIP LOCKED))
            """;

    private final Database database;

    StoredAnswers(Database database) {
        this.database = database;
    }

    /** True when the key is ours until the unit ends. Never waits. */
    Mono<Boolean> lock(IdempotencyKey key) {
        return database.sql(LOCK)
                .bind("lock", key.lock())
                .one(row -> row.get("ours", Boolean.class));
    }

    /** What was answered; fails with 422 when that was to another body. */
    Mono<StoredAnswer> find(IdempotencyKey key) {
        return database.sql(FIND)
                .bind("caller", key.caller())
                .bind("route", key.route())
                .bind("key", key.key())
                .one(row -> answer(key, row));
    }

    Mono<Void> add(IdempotencyKey key, StoredAnswer answer) {
        return database.sql(ADD)
                .bind("caller", key.caller())
                .bind("route", key.route())
                .bind("key", key.key())
                .bind("body_hash", key.bodyHash())
                .bind("status", answer.status())
                .bind("headers", answer.headers())
                .bind("body", answer.body())
                .update()
                .then();
    }

    /** Forgets what is older than {@code age}; how many answers, at most {@code batch}. */
    Mono<Long> forget(Duration age, int batch) {
        return database.sql(FORGET).bind("seconds", age.toSeconds()).bind("batch", batch).update();
    }

    private static StoredAnswer answer(IdempotencyKey key, Row row) {
        if (!MessageDigest.isEqual(key.bodyHash(), row.get("body_hash", byte[].class))) {
            throw new Refused(
                    Problem.of(
                            UNPROCESSABLE_CONTENT,
                            "idempotency-key-reused",
                            "This Idempotency-Key was used with another body"));
        }
        return new StoredAnswer(
                row.get("status", Integer.class),
                row.get("headers", String.class),
                row.get("body", byte[].class));
    }
}
