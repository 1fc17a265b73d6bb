package io.sluice.quote.venue;

import java.util.regex.Pattern;

/**
 * Two things that trade against each other; a price of it says what one whole {@code base} costs in
 * {@code quote}.
 */
public record Pair(String base, String quote) {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2,12}");

    public Pair {
        if (!CODE.matcher(base).matches() || !CODE.matcher(quote).matches()) {
            throw new IllegalArgumentException("a pair is two codes such as USDC/EUR");
        }
        if (base.equals(quote)) {
            throw new IllegalArgumentException("a pair is two different codes");
        }
    }

    /** Reads {@code USDC/EUR}. */
    public static Pair of(String text) {
        var codes = text.split("/", -1);
        if (codes.length != 2) {
            throw new IllegalArgumentException("a pair is two codes such as USDC/EUR");
        }
        return new Pair(codes[0], codes[1]);
    }

    public Pair inverted() {
        return new Pair(/* base= */ quote, /* quote= */ base);
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
