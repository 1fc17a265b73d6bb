package io.sluice.payment.ledger;

import io.sluice.payment.PaymentId;
import java.util.Set;

/**
 * A decision of a merchant about one payment, already checked.
 *
 * @param seen versions of the payment it holds for
 * @param by who decides
 * @param note what became of the value, or why it is enough; may be empty
 */
public record Resolve(PaymentId payment, Set<Long> seen, Action action, String by, String note) {

    /** What there is to decide. */
    public enum Action {
        /** What is here is enough. */
        ACCEPT,
        /** What is here is not for this payment. */
        DISMISS
    }
}
