package io.sluice.platform.keys;

/** Configuration the gateway cannot start with; the message is one sentence for its operator. */
public final class Misconfigured extends RuntimeException {

    private final String action;

    /** Says what is wrong, and what to do about it. Neither may quote a secret. */
    public Misconfigured(String message, String action) {
        super(message, null, false, false);
        this.action = action;
    }

    String action() {
        return action;
    }
}
