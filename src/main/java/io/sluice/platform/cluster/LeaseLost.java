package io.sluice.platform.cluster;

/** The term under which a guarded unit ran is over; another replica may be at work. */
public final class LeaseLost extends RuntimeException {

    public LeaseLost(String name, long term) {
        super("lease %s is no longer held in term %d".formatted(name, term), null, false, false);
    }
}
