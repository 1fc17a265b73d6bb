package io.sluice.payment.derivation;

import io.sluice.payment.derivation.Resolutions.Resolution;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a payment and cannot be read from a chain again. Only ever added to.
 *
 * @param cancellation null unless it was canceled
 * @param barrier null until every chain was read past the latest deadline
 */
public record Facts(
        Set<PolicyMet> policyMet,
        @Nullable Cancellation cancellation,
        @Nullable BarrierPassed barrier,
        Resolutions resolutions) {

    /** Nothing happened yet. */
    public static final Facts NONE = new Facts(Set.of(), null, null, Resolutions.NONE);

    /** A payment from before anybody could decide about it has no resolutions. */
    public Facts {
        resolutions = Objects.requireNonNullElse(resolutions, Resolutions.NONE);
    }

    /**
     * The confirmation policy was met by exactly these inclusions, which covered the need.
     *
     * @param quote of the choice it was met under
     */
    public record PolicyMet(String quote, Set<Inclusion> inclusions) {}

    /**
     * A transfer in a block.
     *
     * @param revision when it got there: the same block, left and come back to, is another one
     */
    public record Inclusion(String transfer, String block, long revision)
            implements Comparable<Inclusion> {

        private static final Comparator<Inclusion> ORDER =
                Comparator.comparing(Inclusion::transfer)
                        .thenComparing(Inclusion::block)
                        .thenComparingLong(Inclusion::revision);

        @Override
        public int compareTo(Inclusion other) {
            return ORDER.compare(this, other);
        }
    }

    /** Somebody took the payment back. */
    public record Cancellation(Instant at) {}

    /**
     * Every chain with instructions was read past the deadline.
     *
     * @param known transfers seen by then; whatever comes on time later was found late
     */
    public record BarrierPassed(Instant deadline, Set<String> known) {
        public BarrierPassed {
            known = new TreeSet<>(known);
        }
    }

    public Facts with(PolicyMet fact) {
        var all = new LinkedHashSet<>(policyMet);
        all.add(fact);
        return new Facts(all, cancellation, barrier, resolutions);
    }

    /** The first cancellation stays. */
    public Facts with(Cancellation fact) {
        return cancellation == null || fact.at().isBefore(cancellation.at())
                ? new Facts(policyMet, fact, barrier, resolutions)
                : this;
    }

    /** The one for the latest deadline stays. */
    public Facts with(BarrierPassed fact) {
        return barrier == null || fact.deadline().isAfter(barrier.deadline())
                ? new Facts(policyMet, cancellation, fact, resolutions)
                : this;
    }

    public Facts with(Resolution fact) {
        return new Facts(policyMet, cancellation, barrier, resolutions.with(fact));
    }
}
