package io.sluice.payment;

/** An expected refusal of this module. */
public abstract sealed class PaymentFailure extends RuntimeException {

    private PaymentFailure(String message) {
        super(message, null, false, false);
    }

    /** There is no such payment for this caller. */
    public static final class NotFound extends PaymentFailure {
        public NotFound() {
            super("There is no such payment");
        }
    }
}
