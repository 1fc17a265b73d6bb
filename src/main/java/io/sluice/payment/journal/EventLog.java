package io.sluice.payment.journal;

import io.sluice.payment.JournalEvent;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.database.Database;
import reactor.core.publisher.Mono;

/** Appends events, and tells of them once they are committed. */
public final class EventLog {

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
        return store.append(event).then(database.afterCommit(() -> publish(event)));
    }

    Mono<Void> publish(JournalEvent event) {
        return bus.publish(Channels.of(event.payment()), WakeUpMessage.encode(event));
    }
}
