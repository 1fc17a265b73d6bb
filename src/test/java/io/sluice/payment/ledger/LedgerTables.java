package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.derivation.Terms;
import io.sluice.simulation.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is kept of payments, in memory. */
public final class LedgerTables {

    final Table<PaymentId, Payment> payments = new Table<>();
    final Table<Address, PaymentId> addresses = new Table<>();
    final Table<Expected, Long> dues = new Table<>();
    final Table<Long, Mark> marks = new Table<>();

    /** An address within its family. */
    record Address(String family, String address) {}

    /** What a payment waits for; the chain is empty for our own clock. */
    record Expected(PaymentId payment, Cause cause, String chain) {}

    /** Somebody saw that a payment must be derived. */
    record Mark(PaymentId payment, Instant notBefore) {}

    /** A payment as everybody sees it. */
    public record Kept(PaymentId id, Terms terms, Facts facts, PaymentView view) {

        private static Kept of(Payment it) {
            return new Kept(it.id(), it.terms(), it.facts(), it.view());
        }
    }

    public List<Kept> payments() {
        return payments.committed().values().stream().map(Kept::of).toList();
    }

    public Optional<Kept> payment(PaymentId id) {
        return Optional.ofNullable(payments.committed().get(id)).map(Kept::of);
    }

    /** Whose each address is. */
    public Map<String, PaymentId> owners() {
        return addresses.committed().entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().address(), Map.Entry::getValue));
    }

    /** Payments that somebody has yet to derive. */
    public Set<PaymentId> marked() {
        return marks.committed().values().stream().map(Mark::payment).collect(Collectors.toSet());
    }

    /** Whether any payment is among what was written. */
    public boolean arePaymentsIn(Set<Table<?, ?>> touched) {
        return touched.contains(payments);
    }
}
