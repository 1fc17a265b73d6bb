package io.sluice.chain.watch;

/** A block cannot be skipped; the message says why. */
final class SkipRefused extends RuntimeException {

    SkipRefused(String reason) {
        super(reason, null, false, false);
    }
}
