package io.sluice.simulation;

import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Resolutions.Acceptance;
import io.sluice.payment.derivation.Resolutions.Dismissal;
import io.sluice.payment.derivation.Resolutions.Resolution;
import java.util.List;
import java.util.Optional;

/**
 * What a merchant decided about a payment.
 *
 * @param all decisions, the oldest first
 */
record Decided(List<Resolution> all) {

    static Decided of(Facts facts) {
        return new Decided(facts.resolutions().all());
    }

    /** The acceptance that holds: the last one. */
    Optional<Acceptance> acceptance() {
        return all.reversed().stream()
                .filter(Acceptance.class::isInstance)
                .map(Acceptance.class::cast)
                .findFirst();
    }

    /** Whether the last word was that nothing here is for this payment. */
    boolean isDismissed() {
        return !all.isEmpty() && all.getLast() instanceof Dismissal;
    }

    boolean dismisses(String transfer) {
        return all.stream()
                .anyMatch(it -> it instanceof Dismissal && it.transfers().contains(transfer));
    }

    boolean accepts(String transfer) {
        return all.stream()
                .anyMatch(it -> it instanceof Acceptance && it.transfers().contains(transfer));
    }
}
