package io.sluice.simulation;

import io.sluice.platform.cluster.Leases;
import io.sluice.platform.cluster.LeasesContract;
import io.sluice.platform.database.Database;
import io.sluice.simulation.SimulatedLeases.Lease;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Leases in memory. */
class SimulatedLeasesTests extends LeasesContract {

    private final Table<String, Lease> leases = new Table<>();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());

    @Override
    protected Database database() {
        return database;
    }

    @Override
    protected Leases a() {
        return new SimulatedLeases(database, leases);
    }

    @Override
    protected Leases b() {
        return new SimulatedLeases(database, leases);
    }

    @Override
    protected Mono<Boolean> isKeptWaiting(Mono<?> other) {
        return other.thenReturn(false).onErrorReturn(WouldWait.class, true);
    }
}
