package io.sluice.payment.ledger;

import io.sluice.platform.database.Database;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.SimulatedServer;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Payments in memory. */
class SimulatedLedgerStoresTests extends LedgerStoresContract {

    private final LedgerTables tables = new LedgerTables();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());

    @Override
    Database database() {
        return database;
    }

    @Override
    PaymentStore payments() {
        return new SimulatedPayments(database, tables);
    }

    @Override
    DueStore dues() {
        return new SimulatedDues(database, tables);
    }

    @Override
    MarkStore marks() {
        return new SimulatedMarks(database, tables);
    }

    @Override
    Mono<Boolean> isKeptWaiting(Mono<?> other) {
        return other.thenReturn(false).onErrorReturn(true);
    }
}
