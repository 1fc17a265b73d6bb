package io.sluice.payment.derivation;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.money.ChainId;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is deep enough, and whether what was still stands, as the product's text says it. */
record ReferencePolicy(Facts facts, ReferenceSums sums, Map<ChainId, ChainView> views) {

    boolean wasMet() {
        return !facts.policyMet().isEmpty();
    }

    /**
     * Whether a fact still carries: all it names stands, none was dismissed, and it covers need.
     */
    boolean isCarried(Choice choice, BigInteger need) {
        for (var fact : facts.policyMet()) {
            var named = standing(fact);
            if (fact.quote().equals(choice.quote().id())
                    && named.size() == fact.inclusions().size()
                    && ReferenceSums.sum(named).compareTo(need) >= 0) {
                return true;
            }
        }
        return false;
    }

    List<Transfer> standing(PolicyMet fact) {
        var standing = new ArrayList<Transfer>();
        for (var inclusion : fact.inclusions()) {
            for (var transfer : sums.newest()) {
                if (isIn(inclusion, transfer) && !sums.isDismissed(transfer)) {
                    standing.add(transfer);
                }
            }
        }
        return standing;
    }

    /** The same block, never left since. */
    static boolean isIn(Inclusion inclusion, Transfer transfer) {
        return transfer.id().equals(inclusion.transfer())
                && ReferenceSums.isHere(transfer)
                && transfer.block().hash().equals(inclusion.block())
                && transfer.revision() == inclusion.revision();
    }

    /** What counts and is as deep as the frozen policy asks. */
    List<Transfer> deep(Choice choice) {
        var deep = new ArrayList<Transfer>();
        var view = views.get(choice.quote().amount().asset().chain());
        for (var transfer : sums.counted(choice)) {
            if (view != null && isDeep(choice, transfer.block().height(), view)) {
                deep.add(transfer);
            }
        }
        return deep;
    }

    boolean isFinal(Transfer transfer) {
        var view = views.get(transfer.amount().asset().chain());
        return view != null && view.finalized() >= transfer.block().height();
    }

    BigInteger finalSum(Choice choice) {
        var finals = new ArrayList<Transfer>();
        for (var transfer : sums.counted(choice)) {
            if (isFinal(transfer)) {
                finals.add(transfer);
            }
        }
        return ReferenceSums.sum(finals);
    }

    private static boolean isDeep(Choice choice, long height, ChainView view) {
        var finality = choice.policy().finality();
        if (height + finality.depth() > view.height() + 1) {
            return false;
        }
        return switch (finality.tag()) {
            case NONE -> true;
            case SAFE -> height <= view.safe() || height <= view.finalized();
            case FINALIZED -> height <= view.finalized();
        };
    }
}
