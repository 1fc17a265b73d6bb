package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.money.Asset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What counts, what is held and what strayed, as the product's text says it. */
record ReferenceSums(Terms terms, Facts facts, List<Transfer> newest) {

    static ReferenceSums of(Terms terms, Facts facts, Collection<Transfer> heard) {
        return new ReferenceSums(terms, facts, newest(heard));
    }

    /** For one transfer the newest revision wins. */
    private static List<Transfer> newest(Collection<Transfer> heard) {
        Map<String, Transfer> newest = new HashMap<>();
        for (var transfer : heard) {
            var known = newest.get(transfer.id());
            if (known == null || known.revision() < transfer.revision()) {
                newest.put(transfer.id(), transfer);
            }
        }
        return new ArrayList<>(newest.values());
    }

    static boolean isVerified(Transfer transfer) {
        return transfer.grade() == Grade.CRYPTO || transfer.grade() == Grade.QUORUM;
    }

    static boolean isHere(Transfer transfer) {
        return isVerified(transfer) && transfer.state() == State.INCLUDED;
    }

    static boolean isOf(Asset asset, Transfer transfer) {
        return transfer.amount().asset().equals(asset);
    }

    static BigInteger sum(List<Transfer> transfers) {
        var sum = BigInteger.ZERO;
        for (var transfer : transfers) {
            sum = sum.add(transfer.amount().units());
        }
        return sum;
    }

    BigInteger dust(Asset asset) {
        var dust = terms.dust().get(asset.id());
        return dust == null ? BigInteger.ZERO : dust;
    }

    boolean isDismissed(Transfer transfer) {
        for (var dismissal : facts.resolutions().dismissals()) {
            if (dismissal.transfers().contains(transfer.id())) {
                return true;
            }
        }
        return false;
    }

    boolean isOnTime(Choice choice, Transfer transfer) {
        return !transfer.firstIncludedAt().isAfter(ReferenceTerms.onTimeUntil(choice))
                && !isAfterCancel(transfer);
    }

    List<Transfer> held(Asset asset) {
        var held = new ArrayList<Transfer>();
        for (var transfer : newest) {
            if (isHere(transfer) && isOf(asset, transfer) && !isDismissed(transfer)) {
                held.add(transfer);
            }
        }
        return held;
    }

    List<Transfer> counted(Choice choice) {
        var counted = new ArrayList<Transfer>();
        for (var transfer : held(choice.quote().amount().asset())) {
            if (isOnTime(choice, transfer)
                    || isAcceptedLate(choice, transfer)
                    || isNamedByAnAcceptance(transfer)) {
                counted.add(transfer);
            }
        }
        return counted;
    }

    /** In any other asset, if together it is more than that asset's dust. */
    List<Transfer> astray(Asset chosen) {
        var astray = new ArrayList<Transfer>();
        for (var transfer : newest) {
            var asset = transfer.amount().asset();
            if (!asset.equals(chosen)
                    && isHere(transfer)
                    && !isDismissed(transfer)
                    && sum(held(asset)).compareTo(dust(asset)) > 0) {
                astray.add(transfer);
            }
        }
        return astray;
    }

    private boolean isAcceptedLate(Choice choice, Transfer transfer) {
        var latest = choice.quote().validUntil().plus(choice.policy().maximumLateness());
        return switch (choice.policy().late()) {
            case HOLD -> false;
            case ACCEPT_IF_COVERED ->
                    !transfer.firstIncludedAt().isAfter(latest) && !isAfterCancel(transfer);
        };
    }

    private boolean isNamedByAnAcceptance(Transfer transfer) {
        for (var acceptance : facts.resolutions().acceptances()) {
            if (acceptance.transfers().contains(transfer.id())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAfterCancel(Transfer transfer) {
        var cancellation = facts.cancellation();
        return cancellation != null && transfer.firstIncludedAt().isAfter(cancellation.at());
    }
}
