package io.sluice.payment.journal;

import io.sluice.payment.Journal.WakeUp;
import io.sluice.platform.cluster.Bus;
import io.sluice.platform.cluster.Leases;
import io.sluice.simulation.SimulatedDatabase;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The journal's real parts in one replica, on events in memory. */
public final class SimulatedJournal {

    /** The lease of whoever moves events. */
    public static final String LEASE = JournalRelay.LEASE;

    private final EventLog log;
    private final JournalRelay relay;

    public SimulatedJournal(
            SimulatedDatabase database, JournalTables tables, Bus bus, Leases leases) {
        var store = new SimulatedEvents(database, tables);
        log = new EventLog(database, store, bus);
        relay = new JournalRelay(database, leases, store, log, Duration.ofMillis(100));
    }

    /** Whether a wake-up tells of an event that everybody can read. */
    public static boolean isCommitted(byte[] wakeUp, JournalTables tables) {
        return WakeUpMessage.decode(wakeUp).map(WakeUp::event).filter(tables::has).isPresent();
    }

    public EventLog log() {
        return log;
    }

    /** Moves a batch of what is committed. */
    public Mono<Integer> move(long term) {
        return relay.move(term);
    }
}
