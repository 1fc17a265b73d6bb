package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets one kind of call at a node rest after it failed often, and tries it again with one call at a
 * time, later and later.
 */
final class Breaker {

    private static final int IN_A_ROW = 5;
    private static final int WINDOW = 20;
    private static final int OF_WINDOW = 10;
    private static final long FIRST_REST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_REST = Duration.ofSeconds(10).toNanos();

    /** Keys and plans change less often than moods. */
    private static final long REST_OF_REFUSED = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanos;
    private int inARow;
    private long outcomes;
    private boolean open;
    private boolean probing;
    private boolean refused;
    private long rest = FIRST_REST;
    private long until;

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it is to be left alone now. */
    synchronized boolean isResting() {
        return open && (probing || nanos.getAsLong() - until < 0);
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** A call goes out; after its rest the first one is the probe. */
    synchronized void asked() {
        probing = open;
    }

    /** True when it works again. */
    synchronized boolean succeeded() {
        var again = open;
        open = false;
        probing = false;
        refused = false;
        inARow = 0;
        rest = FIRST_REST;
        outcomes = again ? 0 : remember(0);
        return again;
    }

    /** True when it rests from now on. */
    synchronized boolean failed() {
        inARow++;
        outcomes = remember(1);
        if (open) {
            rest = Math.min(LONGEST_REST, 2 * rest);
            sleep();
            return false;
        }
        if (inARow < IN_A_ROW && Long.bitCount(outcomes) < OF_WINDOW) {
            return false;
        }
        open = true;
        sleep();
        return true;
    }

    /** It does not serve us such calls: true when that is new. */
    synchronized boolean refused() {
        var fresh = !refused;
        refused = true;
        open = true;
        rest = REST_OF_REFUSED;
        sleep();
        return fresh;
    }

    /** Nobody waited: that says nothing, save that a probe was no success. */
    synchronized void abandoned() {
        if (open && probing) {
            sleep();
        }
    }

    private void sleep() {
        probing = false;
        until = nanos.getAsLong() + rest;
    }

    private long remember(int failure) {
        return ((outcomes << 1) | failure) & ((1L << WINDOW) - 1);
    }
}
