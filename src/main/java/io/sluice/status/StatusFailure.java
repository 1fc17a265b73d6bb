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

    /** This replica is going away; another one, or the same a little later, answers. */
    static final class Draining extends StatusFailure {
        Draining() {
            super("This replica is going away");
        }
    }
}
