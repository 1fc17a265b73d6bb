package io.sluice.payment;

import reactor.core.publisher.Mono;

/** What other modules may ask about a payment beside its journal. */
public interface Payments {

    /** How far a payment that is processing has come; empty in every other status. */
    Mono<Progress> progress(PaymentId payment);
}
