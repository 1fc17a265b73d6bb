package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is out of the ordinary about a payment, as the product's text says it. */
record ReferenceExceptions(Reference reference, Choice choice, String status) {

    Set<String> words() {
        var words = new HashSet<String>();
        var counted = ReferenceSums.sum(reference.sums().counted(choice));
        var due = choice.quote().amount().units();
        var dust = reference.sums().dust(choice.quote().amount().asset());
        if (status.equals("action_required")
                && counted.compareTo(dust) > 0
                && counted.compareTo(reference.need(choice)) < 0) {
            words.add("underpaid");
        }
        if (counted.subtract(due).compareTo(dust) > 0) {
            words.add("overpaid");
        }
        if (isMoreThanDust(late())) {
            words.add("late");
        }
        for (var transfer : reference.sums().astray(choice.quote().amount().asset())) {
            var chain = transfer.amount().asset().chain();
            var same = chain.equals(choice.quote().amount().asset().chain());
            words.add(same ? "wrong_asset" : "wrong_chain");
        }
        addReorgs(words);
        if (isMoreThanDust(foundLate())) {
            words.add("detection_delayed");
        }
        return words;
    }

    /** Of the chosen asset, whatever became of it. */
    private List<Transfer> late() {
        var late = new ArrayList<Transfer>();
        for (var transfer : reference.sums().newest()) {
            if (ReferenceSums.isHere(transfer)
                    && ReferenceSums.isOf(choice.quote().amount().asset(), transfer)
                    && !reference.sums().isOnTime(choice, transfer)) {
                late.add(transfer);
            }
        }
        return late;
    }

    private void addReorgs(Set<String> words) {
        for (var transfer : reference.sums().newest()) {
            if (transfer.state() != State.INCLUDED) {
                words.add("reorged");
            }
            if (transfer.state() == State.REPLACED) {
                words.add("replaced");
            }
        }
        for (var fact : reference.facts().policyMet()) {
            for (var inclusion : fact.inclusions()) {
                if (reference.sums().newest().stream()
                        .noneMatch(it -> ReferencePolicy.isIn(inclusion, it))) {
                    words.add("reorged");
                }
            }
        }
    }

    /** On time, and found only after the payment had been closed without it. */
    private List<Transfer> foundLate() {
        var found = new ArrayList<Transfer>();
        var barrier = reference.facts().barrier();
        for (var transfer : reference.sums().counted(choice)) {
            var unknown = barrier != null && !barrier.known().contains(transfer.id());
            if (reference.sums().isOnTime(choice, transfer)
                    && (unknown || reference.facts().cancellation() != null)) {
                found.add(transfer);
            }
        }
        return found;
    }

    private boolean isMoreThanDust(List<Transfer> transfers) {
        var dust = reference.sums().dust(choice.quote().amount().asset());
        return ReferenceSums.sum(transfers).compareTo(dust) > 0;
    }
}
