package io.sluice.payment.ledger;

import io.sluice.TestDatabase;
import io.sluice.platform.database.Database;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Payments on a real database. */
class PostgresLedgerStoresTests extends LedgerStoresContract {

    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private final Database database = TestDatabase.fresh().database();

    @Override
    Database database() {
        return database;
    }

    @Override
    PaymentStore payments() {
        return new PostgresPayments(database);
    }

    @Override
    DueStore dues() {
        return new PostgresDues(database);
    }

    @Override
    MarkStore marks() {
        return new PostgresMarks(database);
    }

    @Override
    Mono<Boolean> isKeptWaiting(Mono<?> other) {
        return other.thenReturn(false).timeout(A_MOMENT, Mono.just(true));
    }
}
