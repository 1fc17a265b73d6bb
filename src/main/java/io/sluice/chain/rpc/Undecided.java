package io.sluice.chain.rpc;

/** Too few operators say the same, for now: neither an error nor a no. Keep waiting. */
public final class Undecided extends RuntimeException {

    private final boolean missing;

    public Undecided(String question) {
        this(question, false);
    }

    Undecided(String question, boolean missing) {
        super("no quorum on " + question, null, false, false);
        this.missing = missing;
    }

    /** Whether enough operators say that they have nothing of the kind. */
    public boolean isMissing() {
        return missing;
    }
}
