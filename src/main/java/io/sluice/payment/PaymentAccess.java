package io.sluice.payment;

import io.sluice.merchant.Caller;
import reactor.core.publisher.Mono;

/** Decides whose payment it is. */
public interface PaymentAccess {

    /**
     * Completes when {@code caller} may see the payment; else fails with {@link
     * PaymentFailure.NotFound}, the same whether it is another's or does not exist.
     */
    Mono<Void> require(Caller caller, PaymentId payment);
}
