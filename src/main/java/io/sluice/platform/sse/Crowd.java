package io.sluice.platform.sse;

import java.util.Locale;

/** Why a client cannot have a stream now. */
enum Crowd {
    /** This replica goes away, or is none that streams. */
    DRAINING("This replica is going away"),
    /** Too many clients come at once, or are here. */
    BUSY("Too many streams are being opened"),
    /** This client has too many. */
    CLIENT("This client has too many streams open"),
    /** Too many are open from its address. */
    ADDRESS("Too many streams are open from this address"),
    /** Too many are open about the same. */
    TOPIC("Too many streams are open about this payment");

    private final String sentence;

    Crowd(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether others than the client are why. */
    boolean isOurs() {
        return this == DRAINING || this == BUSY;
    }
}
