package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.payment.derivation.Facts.BarrierPassed;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Notices what has become true and must be remembered, whatever the chains do afterwards. */
public record Discovery(Evidence evidence) {

    /** The evidence with what is newly known to have happened. */
    public Evidence facts(Instant now) {
        var known = evidence.facts();
        var policy = evidence.chosen().flatMap(this::policyMet);
        var barrier = barrierPassed(now);
        var withPolicy = policy.map(known::with).orElse(known);
        return evidence.with(barrier.map(withPolicy::with).orElse(withPolicy));
    }

    /**
     * Only where it decides: what is covered now may be gone with its block in a moment, and then
     * the chain must be read past the deadline anew.
     */
    private Optional<BarrierPassed> barrierPassed(Instant now) {
        return evidence.isLeftToTheDeadline()
                ? evidence.barrier().newlyPassed(evidence.transfers(), now)
                : Optional.empty();
    }

    /** Empty while an earlier fact carries, and while too little is deep enough. */
    private Optional<PolicyMet> policyMet(Choice choice) {
        var deep = deepest(choice);
        return evidence.policyStillCarries(choice)
                        || !Holdings.sum(choice.asset(), deep.stream())
                                .covers(evidence.need(choice))
                ? Optional.empty()
                : Optional.of(new PolicyMet(choice.quote().id(), inclusions(deep)));
    }

    /** No more than it takes: a payment must not fall with what somebody sent on top. */
    private List<Transfer> deepest(Choice choice) {
        var deep =
                evidence.holdings(choice).counted().stream().filter(it -> isDeepEnough(choice, it));
        return Holdings.deepest(deep, evidence.need(choice));
    }

    private boolean isDeepEnough(Choice choice, Transfer transfer) {
        var view = evidence.views().get(choice.asset().chain());
        return view != null
                && choice.policy().finality().reachedAt(transfer.block().height(), view);
    }

    private static TreeSet<Inclusion> inclusions(List<Transfer> transfers) {
        var inclusions = new TreeSet<Inclusion>();
        transfers.forEach(it -> inclusions.add(inclusion(it)));
        return inclusions;
    }

    private static Inclusion inclusion(Transfer transfer) {
        return new Inclusion(transfer.id(), transfer.block().hash(), transfer.revision());
    }
}
