package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is told beside the status, as the product's text says it. */
record ReferenceWords(Reference reference, String status) {

    static Told told(Reference reference) {
        var words = new ReferenceWords(reference, reference.status());
        var choice = reference.choice();
        return choice == null
                ? words.unchosen()
                : new Told(
                        words.status,
                        words.asked(choice),
                        words.next(choice),
                        choice.quote().id(),
                        words.numbers(choice),
                        new ReferenceExceptions(reference, choice, words.status).words(),
                        words.blockedBy(),
                        words.arrivals(choice));
    }

    private Told unchosen() {
        var next = status.equals("created") ? "choose_asset" : "none";
        return new Told(status, null, next, null, null, Set.of(), Set.of(), Set.of());
    }

    private @Nullable BigInteger asked(Choice choice) {
        return switch (status) {
            case "awaiting_payment", "partially_paid", "reversed" -> missing(choice);
            default -> null;
        };
    }

    private BigInteger missing(Choice choice) {
        var counted = ReferenceSums.sum(reference.sums().counted(choice));
        return counted.compareTo(reference.need(choice)) >= 0
                ? BigInteger.ZERO
                : choice.quote().amount().units().subtract(counted).max(BigInteger.ZERO);
    }

    /** After {@code expires_at} it is {@code wait}, never {@code pay}. */
    private String next(Choice choice) {
        var open = !reference.now().isAfter(choice.quote().validUntil());
        return switch (status) {
            case "awaiting_payment" -> open ? "pay" : "wait";
            case "partially_paid" -> open ? "pay_remainder" : "wait";
            case "processing" -> "wait";
            case "action_required", "reversed" -> "merchant_resolve";
            default -> "none";
        };
    }

    private Told.Sums numbers(Choice choice) {
        var sums = reference.sums();
        var asset = choice.quote().amount().asset();
        var due = choice.quote().amount().units();
        var counted = ReferenceSums.sum(sums.counted(choice));
        var seen = new ArrayList<Transfer>();
        for (var transfer : sums.newest()) {
            if (ReferenceSums.isOf(asset, transfer) && transfer.state() == State.INCLUDED) {
                seen.add(transfer);
            }
        }
        return new Told.Sums(
                due,
                reference.need(choice),
                ReferenceSums.sum(seen),
                counted,
                ReferenceSums.sum(sums.held(asset)),
                reference.policy().finalSum(choice),
                missing(choice),
                counted.subtract(due).max(BigInteger.ZERO),
                ReferenceSums.sum(sums.astray(asset)));
    }

    /** Told once it is all that an outcome of the deadline waits for. */
    private Set<ChainId> blockedBy() {
        var open = status.equals("awaiting_payment") || status.equals("partially_paid");
        var over = reference.now().isAfter(ReferenceTerms.deadline(reference.terms()));
        return open && over ? reference.barrier().unread() : Set.of();
    }

    private Set<String> arrivals(Choice choice) {
        var arrivals = new HashSet<String>();
        for (var transfer : reference.sums().newest()) {
            arrivals.add(Told.arrival(transfer, state(transfer), isOnTime(choice, transfer)));
        }
        return arrivals;
    }

    private String state(Transfer transfer) {
        if (transfer.state() != State.INCLUDED) {
            return transfer.state().name().toLowerCase(Locale.ROOT);
        }
        if (transfer.grade() == Grade.SINGLE) {
            return "detected";
        }
        if (reference.policy().isFinal(transfer)) {
            return "final";
        }
        var view = reference.views().get(transfer.amount().asset().chain());
        return view != null && view.safe() >= transfer.block().height() ? "safe" : "included";
    }

    /** What strayed is on time in any window. */
    private boolean isOnTime(Choice choice, Transfer transfer) {
        if (ReferenceSums.isOf(choice.quote().amount().asset(), transfer)) {
            return reference.sums().isOnTime(choice, transfer);
        }
        for (var issued : reference.terms().choices()) {
            if (reference.sums().isOnTime(issued, transfer)) {
                return true;
            }
        }
        return false;
    }
}
