package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.quote.Quote;
import java.time.Instant;
import java.util.List;

/** Something that happens to a payment, or that somebody attempts. */
sealed interface Step {

    /** By the clock of whoever does it. */
    Instant at();

    /** A chain moved, and changed these transfers to the payment with it. */
    record Read(Instant at, ChainView view, List<Transfer> changed) implements Step {}

    /** Nothing but time. */
    record Waited(Instant at) implements Step {}

    /** The payment is looked at, by a clock that may be behind. */
    record Derived(Instant at) implements Step {}

    /** The payer chooses, if they still may. */
    record Chose(Instant at, Quote quote, Policy policy) implements Step {}

    /** Somebody takes the payment back, if they still may. */
    record Canceled(Instant at) implements Step {}

    /** The merchant decides, if it is for them to decide. */
    record Decided(Instant at, boolean accepts) implements Step {}
}
