package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Resolutions.Acceptance;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment stands, worked out slowly and plainly from the product's text: the decision list
 * in its order, on loops and whole numbers. It uses nothing of the derivation but its records.
 *
 * @param choice null before the first
 */
record Reference(
        Terms terms,
        Facts facts,
        Map<ChainId, ChainView> views,
        Instant now,
        ReferenceSums sums,
        @Nullable Choice choice) {

    static Reference of(Evidence evidence, Collection<Transfer> heard, Instant now) {
        var sums = ReferenceSums.of(evidence.terms(), evidence.facts(), heard);
        return new Reference(
                evidence.terms(),
                evidence.facts(),
                evidence.views(),
                now,
                sums,
                new ReferenceChosen(evidence.terms(), evidence.facts(), sums).choice());
    }

    String status() {
        if (choice == null) {
            return statusUnchosen();
        }
        var need = need(choice);
        var counted = ReferenceSums.sum(sums.counted(choice));
        if (isDismissed()) {
            return isSomethingHeldOrAstray(choice) ? "action_required" : "failed";
        }
        if (policy().wasMet() && policy().finalSum(choice).compareTo(need) >= 0) {
            return "settled";
        }
        if (policy().isCarried(choice, need)) {
            return "confirmed";
        }
        if (policy().wasMet() && counted.compareTo(need) < 0) {
            return "reversed";
        }
        if (counted.compareTo(need) >= 0) {
            return "processing";
        }
        if (facts.cancellation() != null) {
            return isSomethingHeldOrAstray(choice) ? "action_required" : "canceled";
        }
        if (barrier().isPassed(now)) {
            return isSomethingHeldOrAstray(choice) ? "action_required" : "expired";
        }
        var dust = sums.dust(choice.quote().amount().asset());
        return counted.compareTo(dust) > 0 ? "partially_paid" : "awaiting_payment";
    }

    private String statusUnchosen() {
        if (facts.cancellation() != null) {
            return "canceled";
        }
        var chooseBy = terms.chooseBy();
        return chooseBy != null && now.isAfter(chooseBy) ? "expired" : "created";
    }

    /** What was agreed, or accepted instead. */
    BigInteger need(Choice choice) {
        Acceptance newest = null;
        for (var acceptance : facts.resolutions().acceptances()) {
            if (newest == null || acceptance.version() > newest.version()) {
                newest = acceptance;
            }
        }
        return newest != null && newest.quote().equals(choice.quote().id())
                ? newest.need()
                : ReferenceTerms.need(choice.quote(), choice.policy());
    }

    ReferencePolicy policy() {
        return new ReferencePolicy(facts, sums, views);
    }

    ReferenceBarrier barrier() {
        return new ReferenceBarrier(terms, facts, views);
    }

    boolean isLeftToTheDeadline() {
        var chosen = Objects.requireNonNull(choice);
        return !isDismissed()
                && !policy().wasMet()
                && facts.cancellation() == null
                && ReferenceSums.sum(sums.counted(chosen)).compareTo(need(chosen)) < 0;
    }

    private boolean isSomethingHeldOrAstray(Choice choice) {
        var asset = choice.quote().amount().asset();
        return ReferenceSums.sum(sums.held(asset)).compareTo(sums.dust(asset)) > 0
                || !sums.astray(asset).isEmpty();
    }

    /** Whether the merchant's last word was a dismissal. */
    private boolean isDismissed() {
        var last = 0L;
        for (var acceptance : facts.resolutions().acceptances()) {
            last = Math.max(last, acceptance.version());
        }
        for (var dismissal : facts.resolutions().dismissals()) {
            if (dismissal.version() > last) {
                return true;
            }
        }
        return false;
    }
}
