package io.sluice.payment.journal;

import io.sluice.payment.Journal.Positioned;
import io.sluice.payment.JournalEvent;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.database.Database;
import reactor.core.publisher.Mono;

/** Appends events, and tells of them once they are committed. */
public final class EventLog {

    private static final long UNPLACED = 0;

    private final Database database;
    private final EventStore store;
    private final Bus bus;

    EventLog(Database database, EventStore store, Bus bus) {
        this.database = database;
        this.store = store;
        this.bus = bus;
    }

    /** Part of the caller's unit. Whoever listens hears of it right after the commit. */
    public Mono<Void> append(JournalEvent event) {
        return store.append(event).then(database.afterCommit(() -> publish(event, UNPLACED)));
    }

    /** Tells of an event again, now that it has its place. */
    Mono<Void> publish(Positioned placed) {
        return publish(placed.event(), placed.position());
    }

    private Mono<Void> publish(JournalEvent event, long position) {
        return bus.publish(Channels.of(event.payment()), WakeUpMessage.encode(event, position));
    }
}
