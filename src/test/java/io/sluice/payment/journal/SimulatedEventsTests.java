package io.sluice.payment.journal;

import io.sluice.platform.database.Database;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.SimulatedServer;
import java.time.InstantSource;

/** Events in memory. */
class SimulatedEventsTests extends EventStoreContract {

    private final JournalTables tables = new JournalTables();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());

    @Override
    Database database() {
        return database;
    }

    @Override
    EventStore store() {
        return new SimulatedEvents(database, tables);
    }
}
