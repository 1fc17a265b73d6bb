package io.sluice.payment.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.util.HashSet;

/** The derivation agrees with the reference. */
final class ReferenceLaws {

    private ReferenceLaws() {}

    static void tellsTheSame(Scene scene) {
        var written = scene.derived();

        assertThat(Told.of(written.evidence(), written.standing()))
                .isEqualTo(ReferenceWords.told(scene.reference()));
    }

    /** Also of a fact that nobody would have recorded. */
    static void tellsTheSameOfAnythingByAnyClock(Scene scene) {
        var evidence = scene.evidence();
        var choices = evidence.terms().choices();
        var clock = scene.now().plusMillis(scene.dice().between(-60_000, 60_000));
        if (!choices.isEmpty() && !scene.dice().oneIn(3)) {
            var fact = anyFact(scene, scene.dice().any(choices));
            evidence = evidence.with(evidence.facts().with(fact));
        }
        var reference = Reference.of(evidence, scene.moment().heard(), clock);

        assertThat(Told.of(evidence, Standing.of(evidence, clock)))
                .isEqualTo(ReferenceWords.told(reference));
    }

    private static PolicyMet anyFact(Scene scene, Choice choice) {
        var named = new HashSet<Inclusion>();
        for (var it : scene.reference().sums().held(choice.quote().amount().asset())) {
            if (!scene.dice().oneIn(3)) {
                var revision = it.revision() - (scene.dice().oneIn(6) ? 1 : 0);
                named.add(new Inclusion(it.id(), it.block().hash(), revision));
            }
        }
        return new PolicyMet(choice.quote().id(), named);
    }

    static void discoversTheSame(Scene scene) {
        var known = scene.evidence().facts();
        var found = scene.derived().evidence().facts();
        var reference = Reference.of(scene.evidence(), scene.moment().heard(), scene.now());
        var choice = reference.choice();
        var newly = new HashSet<>(found.policyMet());
        newly.removeAll(known.policyMet());

        assertThat(newly)
                .hasSize(choice != null && isMetAnew(reference, choice) ? 1 : 0)
                .allMatch(it -> choice != null && it.quote().equals(choice.quote().id()));
        assertThat(found.barrier() != null && !found.barrier().equals(known.barrier()))
                .isEqualTo(isPassedAnew(reference));
    }

    private static boolean isMetAnew(Reference reference, Choice choice) {
        var deep = ReferenceSums.sum(reference.policy().deep(choice));
        return !reference.policy().isCarried(choice, reference.need(choice))
                && deep.compareTo(reference.need(choice)) >= 0;
    }

    /** Only where nothing before the deadline in the list decides. */
    private static boolean isPassedAnew(Reference reference) {
        return reference.choice() != null
                && reference.isLeftToTheDeadline()
                && !reference.barrier().isRecorded()
                && reference.barrier().isPassed(reference.now());
    }
}
