package io.sluice.quote;

/** No sound rate is known for a pair right now; the message says which sources said what. */
public final class RateUnavailable extends RuntimeException {

    private final boolean lasting;

    public RateUnavailable(String message) {
        this(message, false);
    }

    private RateUnavailable(String message, boolean lasting) {
        super(message, null, false, false);
        this.lasting = lasting;
    }

    /** The pair is not configured: asking again will not help. */
    static RateUnavailable notPriced(String pair) {
        return new RateUnavailable("no rates are configured for " + pair, true);
    }

    /** Whether it stays so until the configuration changes. */
    public boolean lasting() {
        return lasting;
    }
}
