package io.sluice.simulation;

import io.sluice.chain.ChainView;
import io.sluice.merchant.Merchant.Late;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import io.sluice.payment.ledger.LedgerTables.Kept;
import io.sluice.simulation.History.Here;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a payment stands by the rules of the product, worked out slowly, from what truly moved, and
 * apart from the code that is tested.
 *
 * @param choice the choice that counts
 * @param here everything at the payment's address
 */
record Oracle(
        Kept payment,
        Choice choice,
        List<Here> here,
        Map<ChainId, ChainView> views,
        Decided decided) {

    Oracle(Kept payment, Choice choice, List<Here> here, Map<ChainId, ChainView> views) {
        this(payment, choice, here, views, Decided.of(payment.facts()));
    }

    BigInteger counted() {
        return sum(this::counts);
    }

    BigInteger finals() {
        return sum(it -> counts(it) && isFinal(it));
    }

    BigInteger seen() {
        return sum(this::isOfTheChosenAsset);
    }

    /** What covers the payment: what was accepted last, else what was agreed. */
    BigInteger need() {
        return decided.acceptance().map(it -> it.need()).orElseGet(() -> choice.need().units());
    }

    BigInteger missing() {
        return isCovered() ? BigInteger.ZERO : positive(choice.due().units().subtract(counted()));
    }

    BigInteger surplus() {
        return positive(counted().subtract(choice.due().units()));
    }

    boolean isOverpaid() {
        return isMoreThanDust(surplus());
    }

    /** The word for it, by the decision list. */
    String word() {
        var met = payment.facts().policyMet();
        if (decided.isDismissed()) {
            return holdsSomething() ? "action_required" : "failed";
        }
        if (!met.isEmpty() && finals().compareTo(need()) >= 0) {
            return "settled";
        }
        if (met.stream().anyMatch(this::carries)) {
            return "confirmed";
        }
        if (isCovered()) {
            return "processing";
        }
        return met.isEmpty() ? uncovered() : "reversed";
    }

    private String uncovered() {
        if (payment.facts().cancellation() != null) {
            return holdsSomething() ? "action_required" : "canceled";
        }
        if (isPast()) {
            return holdsSomething() ? "action_required" : "expired";
        }
        return isMoreThanDust(counted()) ? "partially_paid" : "awaiting_payment";
    }

    /** Whether there is more than dust of anything. */
    boolean holdsSomething() {
        return here.stream().map(Here::asset).anyMatch(this::holds);
    }

    /** Whether there is more than dust of anything that was not chosen. */
    boolean isAstray() {
        return here.stream()
                .map(Here::asset)
                .anyMatch(it -> !it.equals(choice.asset()) && holds(it));
    }

    /** Whether the inclusions that a fact names are deep enough by the policy, and enough. */
    boolean isMet(PolicyMet fact) {
        var named = named(fact);
        return isWholeAndEnough(fact, named)
                && named.stream().allMatch(it -> counts(it) && isDeep(it));
    }

    /** Whether every chain with instructions was read past this window. */
    boolean isReadPastTheWindows() {
        return payment.terms().choices().stream()
                .map(it -> views.get(it.asset().chain()))
                .allMatch(it -> it != null && it.readThrough().isAfter(choice.onTimeUntil()));
    }

    /** Whether a transfer counts towards what is needed. */
    private boolean counts(Here it) {
        var policy = choice.policy();
        var latest = choice.expiresAt().plus(policy.maximumLateness());
        var inTime =
                !it.first().isAfter(choice.onTimeUntil())
                        || (policy.late() == Late.ACCEPT_IF_COVERED && !it.first().isAfter(latest));
        return isOfTheChosenAsset(it)
                && !decided.dismisses(it.id())
                && ((inTime && isBeforeCancel(it)) || decided.accepts(it.id()));
    }

    private boolean isBeforeCancel(Here it) {
        var cancellation = payment.facts().cancellation();
        return cancellation == null || !it.first().isAfter(cancellation.at());
    }

    private boolean isPast() {
        var barrier = payment.facts().barrier();
        return barrier != null
                && payment.terms().choices().stream()
                        .noneMatch(it -> it.onTimeUntil().isAfter(barrier.deadline()));
    }

    /** Whether the very inclusions of a fact still stand, and are for this payment. */
    private boolean carries(PolicyMet fact) {
        var named = named(fact);
        return fact.quote().equals(choice.quote().id())
                && isWholeAndEnough(fact, named)
                && named.stream().noneMatch(it -> decided.dismisses(it.id()));
    }

    private boolean isWholeAndEnough(PolicyMet fact, List<Here> named) {
        return named.size() == fact.inclusions().size() && sum(named).compareTo(need()) >= 0;
    }

    private List<Here> named(PolicyMet fact) {
        return here.stream().filter(it -> fact.inclusions().contains(inclusion(it))).toList();
    }

    private static Inclusion inclusion(Here it) {
        return new Inclusion(it.id(), it.block().hash(), it.seen().revision());
    }

    private boolean isDeep(Here it) {
        return choice.policy().finality().depth() <= depth(it)
                && switch (choice.policy().finality().tag()) {
                    case NONE -> true;
                    case SAFE -> isFinal(it) || isSafe(it);
                    case FINALIZED -> isFinal(it);
                };
    }

    private long depth(Here it) {
        var view = views.get(it.asset().chain());
        return view == null ? 0 : view.height() - it.block().height() + 1;
    }

    private boolean isSafe(Here it) {
        var view = views.get(it.asset().chain());
        return view != null && it.block().height() <= view.safe();
    }

    private boolean isFinal(Here it) {
        var view = views.get(it.asset().chain());
        return view != null && it.block().height() <= view.finalized();
    }

    private boolean isOfTheChosenAsset(Here it) {
        return it.asset().equals(choice.asset());
    }

    private boolean isCovered() {
        return counted().compareTo(need()) >= 0;
    }

    private boolean holds(Asset asset) {
        return isMoreThanDust(sum(it -> it.asset().equals(asset) && !decided.dismisses(it.id())));
    }

    private BigInteger sum(Predicate<Here> which) {
        return sum(here.stream().filter(which).toList());
    }

    private static BigInteger sum(List<Here> all) {
        return all.stream().map(Here::units).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger positive(BigInteger units) {
        return units.max(BigInteger.ZERO);
    }

    private static boolean isMoreThanDust(BigInteger units) {
        return units.compareTo(Realm.DUST) > 0;
    }
}
