package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.PaymentStatus.ActionRequired;
import java.util.List;
import java.util.stream.Stream;

/** What is out of the ordinary about a payment. None of it ever demotes a covered one. */
record Exceptional(Evidence evidence, Choice choice, PaymentStatus status) {

    List<String> words() {
        return Stream.of(
                        isUnderpaid() ? "underpaid" : "",
                        isOverpaid() ? "overpaid" : "",
                        isLate() ? "late" : "",
                        hasWrongAsset() ? "wrong_asset" : "",
                        hasWrongChain() ? "wrong_chain" : "",
                        isReplaced() ? "replaced" : "",
                        isReorged() ? "reorged" : "",
                        isFoundLate() ? "detection_delayed" : "")
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private boolean isUnderpaid() {
        var counted = Amounts.of(evidence, choice).counted();
        return status instanceof ActionRequired
                && counted.exceeds(evidence.terms().dust(choice.asset()))
                && !counted.covers(evidence.need(choice));
    }

    private boolean isOverpaid() {
        var surplus = Amounts.of(evidence, choice).surplus();
        return surplus.exceeds(evidence.terms().dust(choice.asset()));
    }

    private boolean isLate() {
        var here = evidence.transfers().all().stream().filter(Holdings::isHere);
        var late = here.filter(it -> Holdings.isOf(choice, it) && !isOnTime(it));
        return Holdings.sum(choice.asset(), late).exceeds(evidence.terms().dust(choice.asset()));
    }

    private boolean hasWrongAsset() {
        return evidence.holdings(choice).astray().stream().anyMatch(this::isOnTheChosenChain);
    }

    private boolean hasWrongChain() {
        return !evidence.holdings(choice).astray().stream().allMatch(this::isOnTheChosenChain);
    }

    private boolean isReplaced() {
        return evidence.transfers().all().stream()
                .anyMatch(it -> it.state() == Transfer.State.REPLACED);
    }

    private boolean isReorged() {
        return !evidence.transfers().all().stream()
                        .allMatch(it -> it.state() == Transfer.State.INCLUDED)
                || !evidence.facts().policyMet().stream().allMatch(evidence.transfers()::stand);
    }

    /** Value in time that came to light only after the payment had been closed without it. */
    private boolean isFoundLate() {
        var barrier = evidence.facts().barrier();
        var canceled = evidence.facts().cancellation() != null;
        var found =
                evidence.holdings(choice).counted().stream()
                        .filter(this::isOnTime)
                        .filter(it ->
                                canceled
                                        || (barrier != null && !barrier.known().contains(it.id())));
        return Holdings.sum(choice.asset(), found).exceeds(evidence.terms().dust(choice.asset()));
    }

    private boolean isOnTime(Transfer transfer) {
        return Holdings.isOnTime(choice, evidence.facts(), transfer);
    }

    private boolean isOnTheChosenChain(Transfer transfer) {
        return transfer.amount().asset().chain().equals(choice.asset().chain());
    }
}
