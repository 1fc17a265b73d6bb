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
}
