package io.sluice.chain.rpc;

/** What a question is for. */
public enum Priority {
    /** Somebody waits for it. */
    CONFIRM,
    /** Nobody does: it never takes the last of what a node gives. */
    BACKFILL
}
