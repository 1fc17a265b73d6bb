package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which issued choice is the chosen one: the one that first receives verified value in time, unless
 * that would take a payment back which another one covers. What was decided or shipped on stays.
 */
record ReferenceChosen(Terms terms, Facts facts, ReferenceSums sums) {

    /** Which transfers speak for a choice. */
    private enum Speaking {
        ALL_THAT_COUNTS,
        COUNTS_IN_TIME,
        HERE_IN_TIME,
        MAYBE_BACK_IN_TIME
    }

    @Nullable Choice choice() {
        var decided = decided();
        if (decided != null) {
            return decided;
        }
        var covered = first(covered(Speaking.COUNTS_IN_TIME), Speaking.COUNTS_IN_TIME);
        if (covered == null) {
            covered = first(covered(Speaking.ALL_THAT_COUNTS), Speaking.ALL_THAT_COUNTS);
        }
        if (covered != null) {
            return covered;
        }
        for (var speaking : List.of(Speaking.HERE_IN_TIME, Speaking.MAYBE_BACK_IN_TIME)) {
            var paid = first(paid(speaking), speaking);
            if (paid != null) {
                return keptOrNewest(paid, speaking);
            }
        }
        return terms.choices().isEmpty() ? null : terms.choices().getLast();
    }

    private @Nullable Choice decided() {
        Resolutions.Acceptance newest = null;
        for (var acceptance : facts.resolutions().acceptances()) {
            if (newest == null || acceptance.version() > newest.version()) {
                newest = acceptance;
            }
        }
        for (var choice : terms.choices()) {
            if (newest != null && choice.quote().id().equals(newest.quote())) {
                return choice;
            }
        }
        for (var choice : terms.choices()) {
            for (var fact : facts.policyMet()) {
                if (fact.quote().equals(choice.quote().id())) {
                    return choice;
                }
            }
        }
        return null;
    }

    private List<Choice> covered(Speaking speaking) {
        var covered = new ArrayList<Choice>();
        for (var choice : terms.choices()) {
            if (sum(choice, speaking).compareTo(need(choice)) >= 0) {
                covered.add(choice);
            }
        }
        return covered;
    }

    private List<Choice> paid(Speaking speaking) {
        var paid = new ArrayList<Choice>();
        for (var choice : terms.choices()) {
            var dust = sums.dust(choice.quote().amount().asset());
            if (sum(choice, speaking).compareTo(dust) > 0) {
                paid.add(choice);
            }
        }
        return paid;
    }

    /** The one whose earliest transfer is the earliest of all; of equals the one issued first. */
    private @Nullable Choice first(List<Choice> choices, Speaking speaking) {
        Choice first = null;
        Transfer earliest = null;
        for (var choice : choices) {
            for (var transfer : transfers(choice, speaking)) {
                if (earliest == null || isBefore(transfer, earliest)) {
                    first = choice;
                    earliest = transfer;
                }
            }
        }
        return first;
    }

    /** Two promises for one asset: the first that is kept, else the newest that is paid. */
    private Choice keptOrNewest(Choice paid, Speaking speaking) {
        var newest = paid;
        for (var choice : paid(speaking)) {
            if (choice.quote().amount().asset().equals(paid.quote().amount().asset())) {
                if (sum(choice, speaking).compareTo(need(choice)) >= 0) {
                    return choice;
                }
                newest = choice;
            }
        }
        return newest;
    }

    private static boolean isBefore(Transfer one, Transfer other) {
        var order = one.firstIncludedAt().compareTo(other.firstIncludedAt());
        return order < 0 || (order == 0 && one.id().compareTo(other.id()) < 0);
    }

    private BigInteger sum(Choice choice, Speaking speaking) {
        return ReferenceSums.sum(transfers(choice, speaking));
    }

    private List<Transfer> transfers(Choice choice, Speaking speaking) {
        var counted = sums.counted(choice);
        if (speaking == Speaking.ALL_THAT_COUNTS) {
            return counted;
        }
        var inTime = new ArrayList<Transfer>();
        for (var transfer : speaking == Speaking.COUNTS_IN_TIME ? counted : sums.newest()) {
            if (ReferenceSums.isOf(choice.quote().amount().asset(), transfer)
                    && ReferenceSums.isVerified(transfer)
                    && (ReferenceSums.isHere(transfer)
                            || (speaking == Speaking.MAYBE_BACK_IN_TIME
                                    && transfer.state() == Transfer.State.ORPHANED))
                    && sums.isOnTime(choice, transfer)) {
                inTime.add(transfer);
            }
        }
        return inTime;
    }

    private static BigInteger need(Choice choice) {
        return ReferenceTerms.need(choice.quote(), choice.policy());
    }
}
