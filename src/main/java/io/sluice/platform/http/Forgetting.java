package io.sluice.platform.http;

import io.sluice.platform.cluster.Leases;
import io.sluice.platform.database.Database;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets answers after a time, a few with each unit, so that nobody waits for it. */
final class Forgetting {

    static final String LEASE = "idempotency-forgetting";

    private static final Duration BREATH = Duration.ofMillis(200);

    private final Database database;
    private final Leases leases;
    private final StoredAnswers answers;
    private final IdempotencyProperties properties;

    Forgetting(Database database, Leases leases, IdempotencyProperties properties) {
        this.database = database;
        this.leases = leases;
        this.answers = new StoredAnswers(database);
        this.properties = properties;
    }

    /** Forgets whenever the lease is ours. Never ends. */
    Flux<Void> run() {
        return leases.hold(LEASE, this::rounds);
    }

    /** Forgets one batch of what is old enough; how many answers that were. */
    Mono<Long> forget(long term) {
        return leases.guard(LEASE, term)
                .then(answers.forget(properties.kept(), properties.batch()))
                .as(database::atomically);
    }

    private Flux<Void> rounds(long term) {
        return Mono.defer(() -> forget(term))
                .delayUntil(forgotten -> Mono.delay(pause(forgotten)))
                .repeat()
                .thenMany(Flux.empty());
    }

    private Duration pause(long forgotten) {
        return forgotten < properties.batch() ? properties.every() : BREATH;
    }
}
