package io.sluice.quote;

/** No sound rate is known for a pair right now; the message says which sources said what. */
public final class RateUnavailable extends RuntimeException {

    public RateUnavailable(String message) {
        super(message, null, false, false);
    }
}
