package io.sluice.payment.journal;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.payment.FakeBus;
import io.sluice.payment.FakeLeases;
import io.sluice.payment.Journal;
import io.sluice.payment.JournalContract;
import io.sluice.payment.JournalEvent;
import io.sluice.platform.database.Database;
import java.util.List;
import reactor.core.publisher.Flux;

class PostgresJournalTests extends JournalContract {

    final Database database = TestDatabase.fresh().database();
    final FakeBus bus = new FakeBus();
    final FakeLeases leases = new FakeLeases();
    final EventStore store = new PostgresEvents(database);
    final EventLog events = new EventLog(database, store, bus);
    final JournalRelay relay = new JournalRelay(database, leases, store, events, ofMillis(1));
    final PostgresJournal journal =
            new PostgresJournal(database, new BusWakeUps(bus, Flux.never()).all());

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected void commit(JournalEvent... all) {
        List.of(all).forEach(event -> database.atomically(events.append(event)).block());
    }

    @Override
    protected void relay() {
        assertThat(relay.move(leases.term).block()).isPositive();
    }
}
