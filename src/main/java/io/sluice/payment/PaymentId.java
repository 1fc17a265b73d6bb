package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a payment: {@code pay_} and a time-sortable id. */
public record PaymentId(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("pay_[0-9a-hjkmnp-tv-z]{26}");

    public PaymentId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a payment id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
