package io.sluice.simulation;

/** Another unit holds what this one needs, and a world of one thread cannot wait for it. */
final class WouldWait extends RuntimeException {

    WouldWait() {
        super("another unit holds a lock on this row", null, false, false);
    }
}
