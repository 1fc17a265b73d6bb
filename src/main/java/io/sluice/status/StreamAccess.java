package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentId;
import reactor.core.publisher.Mono;

/** Decides who may listen to a payment, and in whose words it is told. */
final class StreamAccess {

    private final PaymentAccess payments;

    StreamAccess(PaymentAccess payments) {
        this.payments = payments;
    }

    /** Fails as {@link PaymentAccess#require} does. */
    Mono<Audience> require(Caller caller, PaymentId payment) {
        return payments.require(caller, payment).thenReturn(Audience.of(caller));
    }
}
