package io.sluice.payment.derivation;

import static java.util.Comparator.comparing;

import io.sluice.chain.Transfer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which of the issued choices is the chosen one: the one that first received verified value in
 * time, so that a payment in flight while its payer chooses again is never astray. One that is
 * covered comes before one that is not.
 */
record Chosen(Terms terms, Facts facts, Collection<Transfer> transfers) {

    private static final Comparator<Transfer> EARLIEST =
            comparing(Transfer::firstIncludedAt).thenComparing(Transfer::id);

    Optional<Choice> choice() {
        return accepted()
                .or(this::whereThePolicyWasMet)
                .or(() -> firstCovered(this::isOnTime))
                .or(() -> firstCovered((_, _) -> true))
                .or(() -> firstPaid(Holdings::isHere))
                .or(() -> firstPaid(Holdings::mayBeHere))
                .or(this::newest);
    }

    private Optional<Choice> accepted() {
        return facts.resolutions().acceptance().flatMap(it -> terms.issued(it.quote()));
    }

    private Optional<Choice> whereThePolicyWasMet() {
        var quotes = facts.policyMet().stream().map(Facts.PolicyMet::quote).toList();
        return terms.choices().stream().filter(it -> quotes.contains(it.quote().id())).findFirst();
    }

    /** What strayed never takes a payment back that is covered, even when it was there first. */
    private Optional<Choice> firstCovered(BiPredicate<Choice, Transfer> which) {
        return terms.choices().stream()
                .filter(it -> Holdings.sum(it.asset(), counted(it, which)).covers(it.need()))
                .min(comparing(it -> counted(it, which).min(EARLIEST).orElseThrow(), EARLIEST));
    }

    private Optional<Choice> firstPaid(Predicate<Transfer> which) {
        return terms.choices().stream()
                .filter(choice -> isPaid(choice, which))
                .min(comparing((Choice it) -> earliest(it, which), EARLIEST))
                .map(first -> amongTheSameAsset(first, which));
    }

    /** Two promises for one asset: the first that is kept, else the newest that value came for. */
    private Choice amongTheSameAsset(Choice first, Predicate<Transfer> which) {
        var paid = paidIn(first, which);
        return paid.stream()
                .filter(it -> Holdings.sum(it.asset(), onTime(it, which)).covers(it.need()))
                .findFirst()
                .orElseGet(paid::getLast);
    }

    private List<Choice> paidIn(Choice first, Predicate<Transfer> which) {
        return terms.choices().stream()
                .filter(it -> it.asset().id().equals(first.asset().id()) && isPaid(it, which))
                .toList();
    }

    /** Dust never decides, or anybody could point a payment at another asset for nothing. */
    private boolean isPaid(Choice choice, Predicate<Transfer> which) {
        var dust = terms.dust(choice.asset());
        return Holdings.sum(choice.asset(), onTime(choice, which)).exceeds(dust);
    }

    private Stream<Transfer> counted(Choice choice, BiPredicate<Choice, Transfer> which) {
        return transfers.stream()
                .filter(it -> Holdings.isCounted(choice, facts, it) && which.test(choice, it));
    }

    private Transfer earliest(Choice choice, Predicate<Transfer> which) {
        return onTime(choice, which).min(EARLIEST).orElseThrow();
    }

    private Stream<Transfer> onTime(Choice choice, Predicate<Transfer> which) {
        return transfers.stream()
                .filter(which)
                .filter(it -> Holdings.isOf(choice, it) && isOnTime(choice, it));
    }

    private boolean isOnTime(Choice choice, Transfer transfer) {
        return Holdings.isOnTime(choice, facts, transfer);
    }

    private Optional<Choice> newest() {
        return terms.choices().isEmpty()
                ? Optional.empty()
                : Optional.of(terms.choices().getLast());
    }
}
