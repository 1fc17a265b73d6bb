package io.sluice.simulation;

/** A mistake to build a world with, which the world must find. */
public enum Flaw {
    /** A derivation reads a payment without keeping others from changing it. */
    PAYMENTS_NOT_LOCKED,
    /** A block is committed without the marks of the payments it concerns. */
    MARKS_LOST,
    /** A derivation takes off marks too that were put on after it had read the facts. */
    MARKS_SWEPT,
    /** Nobody remembers what a payment waits for. */
    DUES_FORGOTTEN,
    /** Of several events that wait for a position, one gets none. */
    RELAY_SKIPS,
    /** What is to be told after the commit is told before it. */
    TOLD_TOO_EARLY,
    /** When blocks go away, what was paid in them stays. */
    NOTHING_ORPHANED,
    /** A transfer that is included again is taken for another one. */
    COUNTED_AGAIN,
    /** The cursor is moved wherever it is, and whoever moves it. */
    CURSOR_NOT_COMPARED,
    /** A transfer is as late as its newest block. */
    FIRST_INCLUSION_FORGOTTEN
}
