package io.sluice.payment.journal;

import io.sluice.payment.FakeLeases;
import io.sluice.payment.Journal;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.database.Database;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Lets tests of other packages append events, have them placed, and follow them. */
public final class JournalForTests {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private JournalForTests() {}

    public static EventLog log(Database database, Bus bus) {
        return new EventLog(database, new PostgresEvents(database), bus);
    }

    /** The journal as one replica knows it, which hears what {@code bus} tells. */
    public static Journal journal(Database database, Bus bus) {
        return new PostgresJournal(database, new BusWakeUps(bus, Flux.never()).all());
    }

    /** Places what is committed, for as long as it is subscribed to. */
    public static Flux<Void> relay(Database database, Bus bus) {
        var store = new PostgresEvents(database);
        var events = new EventLog(database, store, bus);
        return new JournalRelay(database, new FakeLeases(), store, events, PAUSE)
                .run()
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE));
    }
}
