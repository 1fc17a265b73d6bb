package io.sluice.chain.rpc;

/** Too few operators say the same, for now: neither an error nor a no. Keep waiting. */
public final class Undecided extends RuntimeException {

    public Undecided(String question) {
        super("no quorum on " + question, null, false, false);
    }
}
