package io.sluice.sandbox.contract;

/** Something that was promised does not hold; the message says what was seen instead. */
final class Broken extends RuntimeException {

    Broken(String message) {
        super(message);
    }

    Broken(String message, Throwable cause) {
        super(message, cause);
    }
}
