package io.sluice.simulation;

import io.sluice.chain.watch.WatchTables;
import io.sluice.payment.journal.JournalTables;
import io.sluice.payment.ledger.LedgerTables;
import io.sluice.quote.Quote;
import io.sluice.simulation.SimulatedLeases.Lease;

/** Everything that outlives a replica. */
record Tables(
        WatchTables watch,
        LedgerTables ledger,
        JournalTables journal,
        Table<String, Quote> quotes,
        Table<String, Lease> leases) {

    static Tables empty() {
        return new Tables(
                new WatchTables(),
                new LedgerTables(),
                new JournalTables(),
                new Table<>(),
                new Table<>());
    }
}
