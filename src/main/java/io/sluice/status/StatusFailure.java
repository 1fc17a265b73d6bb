package io.sluice.status;

/** An expected refusal of this module. */
abstract sealed class StatusFailure extends RuntimeException {

    private StatusFailure(String message) {
        super(message, null, false, false);
    }

    /** The stream's mode is neither of the two. */
    static final class UnknownMode extends StatusFailure {
        UnknownMode() {
            super("mode is state or log");
        }
    }

    /** The request has a token and a ticket, and so two answers to who asks. */
    static final class TokenAndTicket extends StatusFailure {
        TokenAndTicket() {
            super("a token and a ticket cannot be used together");
        }
    }
}
