package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Outlook.Due;
import io.sluice.payment.ledger.LedgerTables.Expected;
import io.sluice.simulation.Flaw;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps in memory what each payment waits for. */
final class SimulatedDues implements DueStore {

    private final SimulatedDatabase database;
    private final LedgerTables tables;

    SimulatedDues(SimulatedDatabase database, LedgerTables tables) {
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Mono<Void> expect(PaymentId payment, List<Due> dues) {
        return database.server().is(Flaw.DUES_FORGOTTEN)
                ? Mono.empty()
                : database.statement(unit -> replace(unit, payment, dues));
    }

    private Void replace(Transaction unit, PaymentId payment, List<Due> dues) {
        var expected = new LinkedHashMap<Expected, Long>();
        dues.forEach(it -> expected.put(expected(payment, it), it.threshold()));
        tables.dues.all(unit).keySet().stream()
                .filter(it -> it.payment().equals(payment) && !expected.containsKey(it))
                .toList()
                .forEach(it -> tables.dues.remove(unit, it));
        expected.entrySet().stream()
                .filter(it -> !it.getValue().equals(tables.dues.find(unit, it.getKey())))
                .forEach(it -> tables.dues.put(unit, it.getKey(), it.getValue()));
        return null;
    }

    private static Expected expected(PaymentId payment, Due due) {
        var chain = due.chain();
        return new Expected(payment, due.cause(), chain == null ? "" : chain.value());
    }
}
