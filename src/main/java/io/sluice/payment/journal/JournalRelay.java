package io.sluice.payment.journal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.sluice.payment.Journal.Positioned;
import io.sluice.platform.cluster.Leases;
import io.sluice.platform.database.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    /** Payments told of without waiting for another: else a far or busy Redis sets the pace. */
    private static final int AT_ONCE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Database database;
    private final Leases leases;
    private final EventStore store;
    private final EventLog events;
    private final Duration pause;

    JournalRelay(
            Database database, Leases leases, EventStore store, EventLog events, Duration pause) {
        this.database = database;
        this.leases = leases;
        this.store = store;
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
                .then(store.place(BATCH))
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

    private Mono<Void> tellAgain(List<Positioned> moved) {
        var payments =
                moved.stream()
                        .collect(
                                groupingBy(
                                        it -> it.event().payment(), LinkedHashMap::new, toList()));
        return Flux.fromIterable(payments.values())
                .flatMap(this::tellInOrder, AT_ONCE)
                .then()
                .timeout(PATIENCE)
                .onErrorResume(this::untold);
    }

    /** One that cannot be told of keeps no other back: it may be on a shard that is away. */
    private Mono<Void> tellInOrder(List<Positioned> ofOne) {
        return Flux.fromIterable(ofOne)
                .concatMap(it -> events.publish(it).onErrorResume(this::untold))
                .then();
    }

    /** Followers sweep the journal, so nobody misses anything. */
    private Mono<Void> untold(Throwable failure) {
        LOG.debug("Moved events could not be told of; followers sweep", failure);
        return Mono.empty();
    }
}
