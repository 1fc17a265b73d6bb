package io.sluice.chain.rpc;

/** Allows one more question for every ten calls, so that slow nodes do not double the load. */
final class HedgeBudget {

    private static final int PER_HEDGE = 10;
    private static final int MOST = 20 * PER_HEDGE;

    private int saved = 5 * PER_HEDGE;

    synchronized void called() {
        saved = Math.min(MOST, saved + 1);
    }

    synchronized boolean take() {
        if (saved < PER_HEDGE) {
            return false;
        }
        saved -= PER_HEDGE;
        return true;
    }
}
