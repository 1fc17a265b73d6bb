package io.sluice.simulation;

import static java.util.Comparator.comparing;

import io.sluice.merchant.Merchant.Late;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Terms;
import io.sluice.simulation.History.Here;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Which of several choices is to be kept, by the rules of the product and apart from the code. */
record Promises(Terms terms, Facts facts, List<Here> here) {

    /** Empty where that depends on value that went away, which nobody here remembers. */
    static Optional<Choice> of(Terms terms, Facts facts, List<Here> here) {
        var promises = new Promises(terms, facts, here);
        return promises.accepted()
                .or(promises::whereThePolicyWasMet)
                .or(() -> promises.firstCovered(promises::countsInTime))
                .or(() -> promises.firstCovered(promises::counts))
                .or(promises::firstPaid);
    }

    private Optional<Choice> accepted() {
        return Decided.of(facts).acceptance().flatMap(it -> terms.issued(it.quote()));
    }

    private Optional<Choice> whereThePolicyWasMet() {
        return terms.choices().stream()
                .filter(choice ->
                        facts.policyMet().stream()
                                .anyMatch(it -> it.quote().equals(choice.quote().id())))
                .findFirst();
    }

    /** What strayed takes back no payment that is covered. */
    private Optional<Choice> firstCovered(BiPredicate<Here, Choice> speaks) {
        var covered =
                terms.choices().stream()
                        .filter(choice -> sum(choice, speaks).compareTo(choice.need().units()) >= 0)
                        .toList();
        return here.stream()
                .sorted(comparing(Here::first).thenComparing(Here::id))
                .flatMap(it -> covered.stream().filter(choice -> speaks.test(it, choice)))
                .findFirst();
    }

    private boolean countsInTime(Here it, Choice choice) {
        return counts(it, choice) && isOnTime(it, choice);
    }

    private boolean counts(Here it, Choice choice) {
        var latest = choice.expiresAt().plus(choice.policy().maximumLateness());
        var late =
                choice.policy().late() == Late.ACCEPT_IF_COVERED
                        && !it.first().isAfter(latest)
                        && isBeforeCancel(it);
        var decided = Decided.of(facts);
        return it.asset().equals(choice.asset())
                && !decided.dismisses(it.id())
                && (isOnTime(it, choice) || late || decided.accepts(it.id()));
    }

    private Optional<Choice> firstPaid() {
        return here.stream()
                .filter(it -> terms.choices().stream().anyMatch(choice -> pays(it, choice)))
                .min(comparing(Here::first).thenComparing(Here::id))
                .map(first -> amongThoseOf(first.asset().id()));
    }

    private Choice amongThoseOf(String asset) {
        var paid =
                terms.choices().stream()
                        .filter(it -> it.asset().id().equals(asset))
                        .filter(it -> onTime(it).compareTo(Realm.DUST) > 0)
                        .toList();
        return paid.stream()
                .filter(it -> onTime(it).compareTo(it.need().units()) >= 0)
                .findFirst()
                .orElseGet(paid::getLast);
    }

    /** One transfer of more than dust that came in time, alone or with others. */
    private boolean pays(Here it, Choice choice) {
        return isOnTime(it, choice) && onTime(choice).compareTo(Realm.DUST) > 0;
    }

    private BigInteger onTime(Choice choice) {
        return sum(choice, this::isOnTime);
    }

    private BigInteger sum(Choice choice, BiPredicate<Here, Choice> speaks) {
        return here.stream()
                .filter(it -> speaks.test(it, choice))
                .map(Here::units)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private boolean isOnTime(Here it, Choice choice) {
        return it.asset().equals(choice.asset())
                && !it.first().isAfter(choice.onTimeUntil())
                && isBeforeCancel(it);
    }

    private boolean isBeforeCancel(Here it) {
        var cancellation = facts.cancellation();
        return cancellation == null || !it.first().isAfter(cancellation.at());
    }
}
