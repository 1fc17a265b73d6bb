package io.sluice.payment.ledger;

import io.sluice.chain.Payee;
import io.sluice.payment.PaymentId;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Tells the chains what still is to be paid, by what was last said of each payment. */
final class AwaitingPayee implements Payee {

    private static final Set<String> PAYING = Set.of("pay", "pay_remainder");

    private final PaymentStore payments;

    AwaitingPayee(PaymentStore payments) {
        this.payments = payments;
    }

    @Override
    public Mono<Boolean> awaits(String payment) {
        return Mono.fromCallable(() -> new PaymentId(payment))
                .flatMap(payments::find)
                .map(it -> PAYING.contains(it.view().nextAction()))
                .defaultIfEmpty(false);
    }
}
