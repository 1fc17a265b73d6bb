package io.sluice.platform.rate;

import java.util.Locale;

/** Whose requests are counted together. */
public enum RateKind {
    /** All from one public address, whoever they say they are. */
    ADDRESS("Too many requests come from this address"),
    /** All with tokens of one client. */
    CLIENT("This client asks too often"),
    /** All with tokens for one payment. */
    PAYER("Too many requests come for this payment");

    private final String sentence;

    RateKind(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
