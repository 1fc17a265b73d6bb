package io.sluice.bench;

import java.time.Duration;
import java.util.Set;

/**
 * When and how one connection is cut: at the first of some places after so many bytes, or wherever
 * it is when its time is up.
 *
 * @param bytes of the head, or after it
 * @param within from when an answer begins, or from the request if it is to be cut before that
 * @param resets whether it ends as one whose host is gone (RST), and not in order (FIN)
 */
record CutPlan(Set<CutPlace> places, long bytes, Duration within, boolean resets) {

    boolean isMetAt(CutScanner scanner) {
        return scanner.passed() >= bytes && places.contains(scanner.place());
    }

    /** Whether no byte of an answer is to be seen. */
    boolean isUnanswered() {
        return places.equals(Set.of(CutPlace.ANSWER));
    }

    /**
     * Over plain HTTP a head that ends in order (FIN) is a whole one to Chromium, and without its
     * last fields it makes the browser give up for good. Reset, or over TLS, the browser comes back
     * as ever: so heads are only reset.
     */
    boolean resetsAt(CutPlace place) {
        return resets || place == CutPlace.HEAD;
    }
}
