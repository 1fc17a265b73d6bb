package io.sluice.simulation;

import io.sluice.payment.PaymentId;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Facts;
import io.sluice.payment.derivation.Facts.PolicyMet;
import io.sluice.payment.ledger.LedgerTables.Kept;
import io.sluice.simulation.History.Moment;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold whenever something new is said of a payment. */
final class PaymentRules {

    private static final Set<String> CLOSED_WITHOUT_VALUE = Set.of("expired", "canceled", "failed");
    private static final Set<String> AT_REST =
            Set.of("settled", "expired", "canceled", "failed", "action_required", "reversed");

    private final World world;
    private final History history;
    private final Truth truth;
    private final Map<PaymentId, Kept> last = new HashMap<>();
    private final Set<PaymentId> over = new HashSet<>();

    PaymentRules(World world, History history) {
        this.world = world;
        this.history = history;
        truth = new Truth(history);
    }

    /** A unit committed something about payments. */
    void check(Transaction unit) {
        var now = unit.owner().clock().instant();
        var moments = history.since(unit.begun());
        for (var kept : world.tables().ledger().payments()) {
            var before = last.put(kept.id(), kept);
            if (!kept.equals(before)) {
                say(kept);
                checkStep(before, kept);
                checkDeadline(kept, moments);
                checkProofs(before == null ? Facts.NONE : before.facts(), kept, moments);
                checkTruth(kept, moments, now);
            }
        }
    }

    /** Nothing is closed over value that anybody can see, unless somebody is about to look. */
    void checkNothingIsClosedInSilence() {
        var marked = world.tables().ledger().marked();
        world.tables().ledger().payments().stream()
                .filter(it -> CLOSED_WITHOUT_VALUE.contains(it.view().status()))
                .filter(it -> !marked.contains(it.id()))
                .filter(it -> truth.holdsSomething(it, history.now()))
                .forEach(it -> world.violate(it.id() + " is closed in silence over value"));
    }

    /** Each payment stands where it truly stands, and waits for nobody but its merchant. */
    void checkTheEnd(Instant now) {
        for (var kept : world.tables().ledger().payments()) {
            checkTruth(kept, List.of(history.now()), now);
            if (!AT_REST.contains(kept.view().status())) {
                world.violate(kept.id() + " is still " + kept.view().status());
            }
        }
    }

    private void say(Kept kept) {
        var view = kept.view();
        world.say(kept.id() + " is " + view.status() + " in version " + view.version());
    }

    private void checkStep(@Nullable Kept before, Kept kept) {
        var version = before == null ? 0 : before.view().version();
        var same = before != null && before.view().equals(kept.view());
        if (kept.view().version() != (same ? version : version + 1)) {
            world.violate(kept.id() + " went from version " + version + " to " + kept.view());
        }
        if (before != null && !isOnlyAddedTo(before, kept)) {
            world.violate(kept.id() + " forgot something: " + before + " became " + kept);
        }
        if (before != null && isSettled(before) && !isSettled(kept)) {
            world.violate(kept.id() + " was settled, and is " + kept.view().status());
        }
    }

    /** Promises and facts stay for ever; a barrier only gives way to a later one. */
    private static boolean isOnlyAddedTo(Kept before, Kept kept) {
        var old = before.facts();
        var facts = kept.facts();
        var issued = before.terms().choices();
        return kept.terms().choices().size() >= issued.size()
                && kept.terms().choices().subList(0, issued.size()).equals(issued)
                && facts.policyMet().containsAll(old.policyMet())
                && facts.resolutions().all().containsAll(old.resolutions().all())
                && (old.cancellation() == null || old.cancellation().equals(facts.cancellation()))
                && (old.barrier() == null || facts.barrier() != null);
    }

    private static boolean isSettled(Kept kept) {
        return kept.view().status().equals("settled");
    }

    /** When it is first over for its deadline, every chain is read past that: then, not before. */
    private void checkDeadline(Kept kept, List<Moment> moments) {
        if (isOverForTheDeadline(kept)
                && over.add(kept.id())
                && moments.stream().noneMatch(it -> truth.isReadPastTheWindows(kept, it))) {
            world.violate(kept.id() + " is over, and its chains are not read past its deadline");
        }
    }

    private static boolean isOverForTheDeadline(Kept kept) {
        return Set.of("expired", "action_required").contains(kept.view().status())
                && kept.facts().cancellation() == null
                && !Decided.of(kept.facts()).isDismissed();
    }

    /** What is written down as having happened did happen, at a moment that the unit could see. */
    private void checkProofs(Facts known, Kept kept, List<Moment> moments) {
        kept.facts().policyMet().stream()
                .filter(it -> !known.policyMet().contains(it))
                .filter(it -> moments.stream().noneMatch(at -> wasMet(kept, it, at)))
                .forEach(it -> world.violate(kept.id() + " was never deep enough for " + it));
        var barrier = kept.facts().barrier();
        if (barrier != null
                && !Objects.equals(known.barrier(), barrier)
                && moments.stream().noneMatch(it -> truth.isReadPastTheWindows(kept, it))) {
            world.violate(kept.id() + " passed a barrier that stands: " + barrier);
        }
    }

    private boolean wasMet(Kept kept, PolicyMet fact, Moment moment) {
        return kept.terms().choices().stream()
                .filter((Choice it) -> it.quote().id().equals(fact.quote()))
                .anyMatch(it -> truth.oracle(kept, it, moment).isMet(fact));
    }

    private void checkTruth(Kept kept, List<Moment> moments, Instant now) {
        var lies = moments.stream().map(it -> truth.lies(kept, it, now)).toList();
        if (lies.stream().noneMatch(List::isEmpty)) {
            world.violate("%s says what never was so: %s".formatted(kept.id(), lies.getFirst()));
        }
    }
}
