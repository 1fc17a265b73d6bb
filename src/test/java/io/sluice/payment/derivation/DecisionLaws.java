package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the merchant's word does to a payment that waits for it. */
final class DecisionLaws {

    private static final Set<String> DUE = Set.of("action_required", "reversed");

    private DecisionLaws() {}

    static void acceptanceCovers(Scene scene) {
        if (!isDue(scene)) {
            return;
        }
        var evidence = scene.derived().evidence();
        var reference = scene.reference();
        var expected = accepted(reference);
        var acceptance = decision(scene).accept(evidence);

        assertThat(acceptance.isPresent()).isEqualTo(expected != null);
        if (expected != null) {
            var it = acceptance.orElseThrow();
            var held = reference.sums().held(expected.quote().amount().asset());
            var sum = ReferenceSums.sum(held);
            assertThat(it.quote()).isEqualTo(expected.quote().id());
            assertThat(it.transfers()).isEqualTo(ids(held));
            assertThat(it.need()).isEqualTo(need(reference, expected).min(sum));
            var after = evidence.with(evidence.facts().with(it));
            assertThat(new Discovery(after).facts(scene.now()).status(scene.now()).word())
                    .isIn("processing", "confirmed", "settled");
        }
    }

    /**
     * Of those with more than dust of it here, the first that covers what is needed, else the first
     * of all: the chosen one comes first, then the newest issued.
     */
    private static @Nullable Choice accepted(Reference reference) {
        var choices = new ArrayList<Choice>();
        if (reference.choice() != null) {
            choices.add(reference.choice());
        }
        choices.addAll(reference.terms().choices().reversed());
        Choice first = null;
        for (var choice : choices) {
            var asset = choice.quote().amount().asset();
            var sum = ReferenceSums.sum(reference.sums().held(asset));
            if (sum.compareTo(reference.sums().dust(asset)) <= 0) {
                continue;
            }
            if (sum.compareTo(need(reference, choice)) >= 0) {
                return choice;
            }
            first = first == null ? choice : first;
        }
        return first;
    }

    private static BigInteger need(Reference reference, Choice choice) {
        return choice.equals(reference.choice())
                ? reference.need(choice)
                : ReferenceTerms.need(choice.quote(), choice.policy());
    }

    static void dismissalEnds(Scene scene) {
        if (!isDue(scene)) {
            return;
        }
        var evidence = scene.derived().evidence();
        var dismissal = decision(scene).dismiss(evidence);
        var after = evidence.with(evidence.facts().with(dismissal));
        var reference = scene.reference();
        var here = reference.sums().newest().stream().filter(ReferenceSums::isHere).toList();
        var all = new HashSet<>(dismissal.transfers());
        evidence.facts().resolutions().dismissals().forEach(it -> all.addAll(it.transfers()));

        assertThat(all).containsAll(ids(here));
        assertThat(ids(here)).containsAll(dismissal.transfers());
        assertThat(after.status(scene.now()).word()).isEqualTo("failed");
        assertThat(after.holdsSomething()).isFalse();
    }

    private static boolean isDue(Scene scene) {
        var isDue = Decision.isDue(scene.derived().standing().status());
        assertThat(isDue).isEqualTo(DUE.contains(scene.status()));
        return isDue;
    }

    private static Decision decision(Scene scene) {
        return new Decision(scene.moment().version() + 1, scene.now(), "client:shop", "so be it");
    }

    private static Set<String> ids(List<Transfer> transfers) {
        var ids = new HashSet<String>();
        transfers.forEach(it -> ids.add(it.id()));
        return ids;
    }
}
