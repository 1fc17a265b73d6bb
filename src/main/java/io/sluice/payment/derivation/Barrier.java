package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Facts.BarrierPassed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proof that nothing in time was overlooked: every chain that could have been paid on was read past
 * the latest window. A node that is away delays an expiry, and never causes one.
 */
record Barrier(Terms terms, Facts facts, Map<ChainId, ChainView> views) {

    /**
     * Whether the latest deadline is over and every chain was read past it. Once that is recorded
     * no clock has a say: another replica's may be behind.
     */
    boolean isPassed(Instant now) {
        return isRecorded() || (deadlinePassed(now) && blockedBy().isEmpty());
    }

    /** Whether each window has closed by our clock. */
    boolean deadlinePassed(Instant now) {
        return !terms.choices().isEmpty()
                && terms.choices().stream().allMatch(it -> now.isAfter(it.expiresAt()));
    }

    /** Chains that were not read far enough yet. */
    List<ChainId> blockedBy() {
        return isRecorded()
                ? List.of()
                : terms.chains().stream()
                        .filter(chain -> !isRead(chain))
                        .sorted(Comparator.comparing(ChainId::value))
                        .toList();
    }

    /** The fact to record: empty before the barrier is passed, and once it is recorded. */
    Optional<BarrierPassed> newlyPassed(Transfers transfers, Instant now) {
        return isPassed(now) && !isRecorded()
                ? terms.lastWindow()
                        .map(it -> new BarrierPassed(it.onTimeUntil(), transfers.byId().keySet()))
                : Optional.empty();
    }

    private boolean isRecorded() {
        var recorded = facts.barrier();
        return recorded != null
                && terms.lastWindow()
                        .filter(it -> it.onTimeUntil().isAfter(recorded.deadline()))
                        .isEmpty();
    }

    private boolean isRead(ChainId chain) {
        var view = views.get(chain);
        return view != null
                && terms.lastWindow()
                        .filter(it -> !view.readThrough().isAfter(it.onTimeUntil()))
                        .isEmpty();
    }
}
