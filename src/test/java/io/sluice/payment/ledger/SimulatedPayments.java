package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.ledger.LedgerTables.Address;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import reactor.core.publisher.Mono;

/** Keeps payments in memory. */
final class SimulatedPayments implements PaymentStore {

    private final SimulatedDatabase database;
    private final LedgerTables tables;

    SimulatedPayments(SimulatedDatabase database, LedgerTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<Void> insert(Payment payment) {
        return database.statement(unit -> {
            tables.payments.insert(unit, payment.id(), payment);
            keepAddresses(unit, payment);
            return null;
        });
    }

    @Override
    public Mono<Void> update(Payment payment, long before) {
        return database.statement(unit -> {
            tables.payments.lock(unit, payment.id());
            var kept = tables.payments.find(unit, payment.id());
            if (kept == null || kept.version() != before) {
                throw new IllegalStateException(payment.id() + " moved");
            }
            tables.payments.put(unit, payment.id(), payment);
            keepAddresses(unit, payment);
            return null;
        });
    }

    @Override
    public Mono<Payment> lock(PaymentId id) {
        return database.statement(unit -> {
            var kept = tables.payments.find(unit, id);
            if (kept != null && !database.server().is(Flaw.PAYMENTS_NOT_LOCKED)) {
                tables.payments.lock(unit, id);
            }
            return kept;
        });
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return database.statement(unit -> tables.payments.find(unit, id));
    }

    private void keepAddresses(Transaction unit, Payment payment) {
        payment.terms().choices().stream()
                .map(Choice::deposit)
                .distinct()
                .filter(it -> !has(unit, payment.id(), it.family()))
                .map(it -> new Address(it.family(), it.address()))
                .forEach(it -> tables.addresses.insert(unit, it, payment.id()));
    }

    private boolean has(Transaction unit, PaymentId id, String family) {
        return tables.addresses.all(unit).entrySet().stream()
                .anyMatch(it -> it.getKey().family().equals(family) && it.getValue().equals(id));
    }
}
