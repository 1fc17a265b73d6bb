package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Outlook.Due;
import java.util.List;
import reactor.core.publisher.Mono;

/** Remembers what could change each payment next, if no transfer does. */
interface DueStore {

    /** Replaces what {@code payment} waits for. */
    Mono<Void> expect(PaymentId payment, List<Due> dues);
}
