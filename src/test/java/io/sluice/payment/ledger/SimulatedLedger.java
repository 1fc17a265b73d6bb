package io.sluice.payment.ledger;

import io.sluice.chain.TransferListener;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.journal.EventLog;
import io.sluice.payment.journal.Events;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.Surroundings;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The real use cases of payments in one replica, on tables in memory. */
public final class SimulatedLedger {

    /** The lease of whoever looks at clocks. */
    public static final String LEASE = DerivationRounds.LEASE;

    private final PaymentStore payments;
    private final Opening opening;
    private final Choosing choosing;
    private final Canceling canceling;
    private final Resolving resolving;
    private final DerivationRounds rounds;
    private final TransferListener listener;

    public SimulatedLedger(
            SimulatedDatabase database,
            LedgerTables tables,
            EventLog log,
            Surroundings around,
            Duration skew) {
        var marks = new SimulatedMarks(database, tables);
        var reading = new ChainReading(around.chains());
        var events = new Events(around.ids(), URI.create("https://pay.example"));
        payments = new SimulatedPayments(database, tables);
        var ledger =
                new Ledger(
                        payments,
                        new SimulatedDues(database, tables),
                        events,
                        log,
                        new Views(false));
        var choices = new Choices(around.quotes(), around.addresses(), around.chains(), skew);
        var derivation = new Derivation(database, payments, marks, reading, ledger, around.clock());
        opening =
                new Opening(
                        database,
                        around.merchants(),
                        around.assets(),
                        around.quotes(),
                        choices,
                        ledger,
                        around.ids(),
                        around.clock());
        choosing =
                new Choosing(
                        database,
                        payments,
                        around.merchants(),
                        reading,
                        choices,
                        ledger,
                        around.clock());
        canceling = new Canceling(database, payments, reading, ledger, around.clock());
        resolving = new Resolving(database, payments, reading, ledger, around.clock());
        rounds =
                new DerivationRounds(
                        around.leases(),
                        marks,
                        derivation,
                        around.chains(),
                        around.assets(),
                        around.clock(),
                        Duration.ofMillis(250));
        listener = new MarkingListener(database, marks, derivation);
    }

    public Mono<PaymentView> open(OpenPayment request) {
        return opening.open(request, null);
    }

    public Mono<PaymentView> choose(PaymentId id, String asset) {
        return choosing.choose(id, asset, null);
    }

    public Mono<PaymentView> cancel(PaymentId id) {
        return canceling.cancel(id, null);
    }

    public Mono<PaymentView> resolve(Resolve decision) {
        return resolving.resolve(decision, null);
    }

    /** What was last said of a payment; empty when there is none. */
    public Mono<PaymentView> find(PaymentId id) {
        return payments.find(id).map(Payment::view);
    }

    /** One look at everything that nobody reports. */
    public Mono<Void> round() {
        return rounds.round();
    }

    /** What the watcher tells. */
    public TransferListener listener() {
        return listener;
    }
}
