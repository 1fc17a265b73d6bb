package io.sluice.payment.journal;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;

/** Events on a real database. */
class PostgresEventsTests extends EventStoreContract {

    private final Database database = TestDatabase.fresh().database();

    @Override
    Database database() {
        return database;
    }

    @Override
    EventStore store() {
        return new PostgresEvents(database);
    }
}
