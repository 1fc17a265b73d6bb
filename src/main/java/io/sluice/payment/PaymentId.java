package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Names a payment: {@code pay_} and a time-sortable id. */
public record PaymentId(@JsonValue String value) {

    private static final String PREFIX = "pay_";
    private static final int LENGTH = PREFIX.length() + 26;

    /** Crockford's Base32 in small letters. */
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    public PaymentId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not a payment id");
        }
    }

    /** Empty when the text is none. */
    public static Optional<PaymentId> of(String text) {
        return isOne(text) ? Optional.of(new PaymentId(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        for (var at = PREFIX.length(); at < LENGTH; at++) {
            if (DIGITS.indexOf(text.charAt(at)) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
