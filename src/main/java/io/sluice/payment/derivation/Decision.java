package io.sluice.payment.derivation;

import io.sluice.chain.Transfer;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentStatus;
import io.sluice.payment.derivation.Resolutions.Acceptance;
import io.sluice.payment.derivation.Resolutions.Dismissal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decision the merchant takes about a payment that needs one, as far as it follows from what is
 * here.
 *
 * @param version of the payment they saw
 * @param by who decides
 * @param note in their own words
 */
public record Decision(long version, Instant at, String by, String note) {

    /** Whether the payment is one that waits for its merchant. */
    public static boolean isDue(PaymentStatus status) {
        return status instanceof PaymentStatus.ActionRequired
                || status instanceof PaymentStatus.Reversed;
    }

    /**
     * Counts all that is here of the chosen asset, however late; of another that was offered when
     * only that covers what was agreed, or nothing of the chosen one is here. Never asks for more
     * than was agreed. Empty when nothing would count.
     */
    public Optional<Acceptance> accept(Evidence evidence) {
        var held =
                choices(evidence)
                        .filter(it -> sum(evidence, it).exceeds(evidence.terms().dust(it.asset())))
                        .toList();
        return held.stream()
                .filter(it -> sum(evidence, it).covers(needed(evidence, it)))
                .findFirst()
                .or(() -> held.stream().findFirst())
                .map(it -> acceptance(evidence, it));
    }

    /** Sets aside all that is here, in whatever asset. */
    public Dismissal dismiss(Evidence evidence) {
        var here =
                evidence.transfers().all().stream()
                        .filter(Holdings::isHere)
                        .map(Transfer::id)
                        .filter(it -> !evidence.facts().resolutions().dismisses(it))
                        .collect(Collectors.toCollection(TreeSet::new));
        return new Dismissal(version, at, by, note, here);
    }

    private Acceptance acceptance(Evidence evidence, Choice choice) {
        var sum = sum(evidence, choice);
        var need = needed(evidence, choice);
        return new Acceptance(
                version,
                at,
                by,
                note,
                ids(held(evidence, choice)),
                choice.quote().id(),
                (sum.covers(need) ? need : sum).units());
    }

    private static AssetAmount needed(Evidence evidence, Choice choice) {
        return evidence.chosen().filter(choice::equals).map(evidence::need).orElseGet(choice::need);
    }

    /** The chosen one first, then the newest. */
    private static Stream<Choice> choices(Evidence evidence) {
        return Stream.concat(
                evidence.chosen().stream(), evidence.terms().choices().reversed().stream());
    }

    private static AssetAmount sum(Evidence evidence, Choice choice) {
        return Holdings.sum(choice.asset(), held(evidence, choice).stream());
    }

    private static Collection<Transfer> held(Evidence evidence, Choice choice) {
        var holdings = evidence.holdings(choice);
        return Stream.concat(holdings.counted().stream(), holdings.late().stream()).toList();
    }

    private static Set<String> ids(Collection<Transfer> transfers) {
        return transfers.stream().map(Transfer::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
