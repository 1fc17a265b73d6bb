package io.sluice.status;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentAccess;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import reactor.core.publisher.Mono;

/** Decides who may listen to what, and in whose words it is told. */
final class StreamAccess {

    private final PaymentAccess payments;

    StreamAccess(PaymentAccess payments) {
        this.payments = payments;
    }

    /** Whose events the caller may have, all of them: a payer may have none. */
    static Mono<MerchantId> requireMerchant(Caller caller) {
        return switch (caller) {
            case Caller.Partner partner -> Mono.just(partner.merchant());
            case Caller.Payer _ -> Mono.error(PaymentFailure.NotFound::new);
        };
    }

    /** Fails as {@link PaymentAccess#require} does. */
    Mono<Audience> require(Caller caller, PaymentId payment) {
        return payments.require(caller, payment).thenReturn(Audience.of(caller));
    }
}
