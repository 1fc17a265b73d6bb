package io.sluice.merchant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a merchant: the value of a token's merchant claim. */
public record MerchantId(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public MerchantId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a merchant id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
