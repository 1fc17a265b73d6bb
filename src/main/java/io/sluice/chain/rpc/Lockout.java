package io.sluice.chain.rpc;

import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node refuses us altogether, by keys or bills. What is marked and what is remembered
 * change in one step: a mark that nobody remembers would never be lifted.
 */
final class Lockout {

    /** A key may be valid again, and a firewall be appeased. */
    private static final long RECONSIDERED = Duration.ofSeconds(30).toNanos();

    private final NodeHealth health;
    private final LongSupplier nanos;
    private @Nullable String why;
    private long since;

    Lockout(NodeHealth health, LongSupplier nanos) {
        this.health = health;
        this.nanos = nanos;
    }

    /** True when that is new. */
    synchronized boolean begin(String because) {
        since = nanos.getAsLong();
        if (why != null || !health.misconfigured(because)) {
            return false;
        }
        why = because;
        return true;
    }

    synchronized void end() {
        if (why != null) {
            health.liftOwn(State.MISCONFIGURED, why);
            why = null;
        }
    }

    /** It is not believed for ever. */
    synchronized void reconsider() {
        if (why != null && nanos.getAsLong() - since > RECONSIDERED) {
            end();
        }
    }
}
