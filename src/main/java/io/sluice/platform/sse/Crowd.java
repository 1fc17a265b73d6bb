package io.sluice.platform.sse;

import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import io.sluice.platform.http.Problem;
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

    Problem problem() {
        return switch (this) {
            case DRAINING -> Problem.of(SERVICE_UNAVAILABLE, "draining", sentence);
            case BUSY -> Problem.of(SERVICE_UNAVAILABLE, "overloaded", sentence);
            case CLIENT, ADDRESS, TOPIC ->
                    Problem.of(TOO_MANY_REQUESTS, "too-many-streams", sentence);
        };
    }
}
