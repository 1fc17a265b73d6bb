package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.derivation.Facts.BarrierPassed;
import io.sluice.payment.derivation.Facts.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is known is only ever added to, and it does not matter when. */
final class FactLaws {

    private static final Set<String> OPEN = Set.of("created", "awaiting_payment", "partially_paid");

    private FactLaws() {}

    static void orderDoesNotMatter(Scene scene) {
        var evidence = scene.evidence();
        var facts = Facts.NONE;
        for (var fact : scene.dice().shuffledWithRepeats(facts(evidence.facts()))) {
            facts = fact.apply(facts);
        }
        var heard = Transfers.of(scene.dice().shuffledWithRepeats(scene.moment().heard()));
        var shuffled =
                Written.at(
                        new Evidence(evidence.terms(), facts, heard, evidence.views()),
                        scene.now());

        assertThat(shuffled.standing()).isEqualTo(scene.derived().standing());
        assertThat(shuffled.evidence()).isEqualTo(scene.derived().evidence());
        assertThat(Set.copyOf(shuffled.dues())).isEqualTo(Set.copyOf(scene.derived().dues()));
    }

    /** And what adds nothing: another cancel later, and a barrier before another choice. */
    private static List<UnaryOperator<Facts>> facts(Facts known) {
        var facts = new ArrayList<UnaryOperator<Facts>>();
        known.policyMet().forEach(it -> facts.add(all -> all.with(it)));
        known.resolutions().all().forEach(it -> facts.add(all -> all.with(it)));
        var cancellation = known.cancellation();
        if (cancellation != null) {
            var again = new Cancellation(cancellation.at().plusSeconds(1));
            facts.add(all -> all.with(cancellation));
            facts.add(all -> all.with(again));
        }
        var barrier = known.barrier();
        if (barrier != null) {
            var earlier = new BarrierPassed(barrier.deadline().minusSeconds(1), Set.of());
            facts.add(all -> all.with(barrier));
            facts.add(all -> all.with(earlier));
        }
        return facts;
    }

    static void isDiscoveredOnce(Scene scene) {
        var once = scene.derived().evidence();
        var known = scene.evidence().facts();

        assertThat(new Discovery(once).facts(scene.now())).isEqualTo(once);
        assertThat(once.facts().policyMet()).containsAll(known.policyMet());
        assertThat(once.facts().resolutions()).isEqualTo(known.resolutions());
        assertThat(once.facts().cancellation()).isEqualTo(known.cancellation());
    }

    static void promisesStay(Scene scene) {
        var earlier = scene.before().evidence().terms();
        var terms = scene.evidence().terms();
        var chosen = scene.derived().standing().choice();

        assertThat(terms.choices().subList(0, earlier.choices().size()))
                .isEqualTo(earlier.choices());
        assertThat(terms.price()).isEqualTo(earlier.price());
        assertThat(chosen == null).isEqualTo(terms.choices().isEmpty());
        assertThat(chosen == null || terms.choices().contains(chosen)).isTrue();
    }

    static void barrierStays(Scene scene) {
        var recorded = scene.before().evidence().facts().barrier();
        var behind = scene.now().minusSeconds(scene.dice().upTo(300));

        if (recorded != null) {
            assertThat(scene.evidence().facts().barrier()).isSameAs(recorded);
            assertThat(scene.evidence().status(behind).word()).isNotIn(OPEN);
        }
    }

    static void deadlinesAreProven(Scene scene) {
        var facts = scene.derived().evidence().facts();
        var decided = !facts.resolutions().all().isEmpty() || facts.cancellation() != null;
        var outcome =
                scene.status().equals("expired")
                        || (scene.status().equals("action_required") && !decided);

        if (outcome && !scene.evidence().terms().choices().isEmpty()) {
            assertThat(scene.evidence().facts().barrier() != null || isProven(scene)).isTrue();
        }
    }

    private static boolean isProven(Scene scene) {
        var evidence = scene.evidence();
        for (var choice : evidence.terms().choices()) {
            for (var issued : evidence.terms().choices()) {
                var view = evidence.views().get(choice.quote().amount().asset().chain());
                var until = issued.quote().validUntil().plus(issued.policy().skew());
                if (view == null
                        || !view.readThrough().isAfter(until)
                        || !scene.now().isAfter(issued.quote().validUntil())) {
                    return false;
                }
            }
        }
        return true;
    }
}
