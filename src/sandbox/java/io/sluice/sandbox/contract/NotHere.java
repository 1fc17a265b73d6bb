package io.sluice.sandbox.contract;

/** A promise that cannot be looked at here; the message says what it would take. */
final class NotHere extends RuntimeException {

    NotHere(String message) {
        super(message, null, false, false);
    }
}
