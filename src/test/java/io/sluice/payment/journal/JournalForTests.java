package io.sluice.payment.journal;

import io.sluice.platform.cluster.Bus;
import io.sluice.platform.database.Database;

/** Lets tests of other packages append events. */
public final class JournalForTests {

    private JournalForTests() {}

    public static EventLog log(Database database, Bus bus) {
        return new EventLog(database, new PostgresEvents(database), bus);
    }
}
