package io.sluice.quote;

/** No sound rate is known for a pair right now; the message says which sources said what. */
public final class RateUnavailable extends RuntimeException {

    private final Why why;

    /** Why there is no rate to quote with. */
    public enum Why {
        /** The pair is not configured: asking again will not help. */
        NOT_PRICED("currency-not-priced"),
        /** Too few sources agree, and no earlier rate is young enough to stand in. */
        UNDECIDED("rate-undecided"),
        /** The last good rate is too old, and nothing is known of why there is no newer one. */
        STALE("rate-stale"),
        /** The stablecoin has lost its peg, and nobody asked for its market rate. */
        DEPEGGED("stablecoin-depegged");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /** Its word in the API. */
        public String code() {
            return code;
        }
    }

    /** Too few sources agree. */
    public RateUnavailable(String message) {
        this(Why.UNDECIDED, message);
    }

    RateUnavailable(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    static RateUnavailable notPriced(String pair) {
        return new RateUnavailable(Why.NOT_PRICED, "no rates are configured for " + pair);
    }

    public Why why() {
        return why;
    }
}
