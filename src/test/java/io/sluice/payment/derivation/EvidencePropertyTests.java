package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.again;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static io.sluice.payment.derivation.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.payment.PaymentStatus.Canceled;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.Settled;
import io.sluice.payment.derivation.Facts.BarrierPassed;
import io.sluice.payment.derivation.Facts.Cancellation;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What must hold whatever happens; the repetition number is the seed. */
class EvidencePropertyTests {

    @RepeatedTest(300)
    void endsUpTheSameInWhateverOrderFactsArriveAndHoweverOften(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var facts = facts(random);
        var view = view(random.nextInt(1, 1200), OPENED.plusSeconds(1200), random.nextInt(60));
        var now = OPENED.plusSeconds(random.nextInt(2000));

        var inOrder = at(gathered(facts), view);
        var shuffled = at(gathered(shuffledWithRepeats(facts, random)), view);

        assertThat(Standing.of(shuffled, now)).isEqualTo(Standing.of(inOrder, now));
        assertThat(new Outlook(shuffled).next(now))
                .hasSameElementsAs(new Outlook(inOrder).next(now));
    }

    @RepeatedTest(300)
    void neverClosesInSilenceOverValueThatIsHeld(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var evidence = at(gathered(facts(random)), view(1200, AFTER, random.nextInt(60)));

        var status = evidence.status(AFTER);

        if (status instanceof Expired || status instanceof Canceled) {
            var usdc = here(evidence, USDC.id());
            var eth = here(evidence, ETH.id());
            assertThat(usdc).isLessThanOrEqualTo(1000);
            assertThat(eth).isLessThanOrEqualTo(1000);
        }
    }

    @RepeatedTest(300)
    void neverTellsToShipOnLessThanNeeded(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var view = view(random.nextInt(1, 60), OPENED.plusSeconds(60), random.nextInt(60));
        var evidence = new Discovery(at(gathered(facts(random)), view)).facts(AFTER);

        var status = evidence.status(AFTER);

        if (status instanceof Confirmed || status instanceof Settled) {
            var choice = evidence.chosen().orElseThrow();
            assertThat(Amounts.of(evidence, choice).counted().covers(choice.need())).isTrue();
        }
    }

    @RepeatedTest(100)
    void discoversNothingTwice(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var view = view(random.nextInt(1, 60), OPENED.plusSeconds(60), random.nextInt(60));
        var once = new Discovery(at(gathered(facts(random)), view)).facts(AFTER);

        assertThat(new Discovery(once).facts(AFTER)).isEqualTo(once);
    }

    private static long here(Evidence evidence, String asset) {
        return evidence.transfers().all().stream()
                .filter(it -> Holdings.isHere(it) && it.amount().asset().id().equals(asset))
                .mapToLong(it -> it.amount().units().longValueExact())
                .sum();
    }

    private static Evidence gathered(List<UnaryOperator<Evidence>> facts) {
        var evidence = Evidence.of(terms(usdc(), choice("quo_2", ETH, "0.05", AFTER)));
        for (var fact : facts) {
            evidence = fact.apply(evidence);
        }
        return evidence;
    }

    private static <T> List<T> shuffledWithRepeats(List<T> facts, Random random) {
        var shuffled = new ArrayList<>(facts);
        facts.forEach(it -> Collections.nCopies(random.nextInt(3), it).forEach(shuffled::add));
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<UnaryOperator<Evidence>> facts(Random random) {
        var facts = new ArrayList<UnaryOperator<Evidence>>();
        for (var tx = 0; tx < random.nextInt(1, 5); tx++) {
            history("0x" + tx, random).forEach(it -> facts.add(known -> known.with(it)));
        }
        if (random.nextInt(4) == 0) {
            var inclusion =
                    new Inclusion(
                            "eip155:31337/0x0/log:0",
                            "0xblock" + random.nextInt(50),
                            random.nextInt(10));
            facts.add(it -> it.with(it.facts().with(new PolicyMet("quo_1", Set.of(inclusion)))));
        }
        if (random.nextInt(4) == 0) {
            var at = OPENED.plusSeconds(random.nextInt(1500));
            facts.add(it -> it.with(it.facts().with(new Cancellation(at))));
        }
        if (random.nextInt(4) == 0) {
            facts.add(it -> it.with(it.facts().with(new BarrierPassed(AFTER, Set.of()))));
        }
        return facts;
    }

    /** A transfer that goes from block to block, A to B to A perhaps. */
    private static List<Transfer> history(String tx, Random random) {
        var asset = random.nextInt(3) == 0 ? ETH : USDC;
        var whole = asset.equals(ETH) ? "0.000000000000050000" : random.nextInt(120) + ".5";
        var at = instant(random);
        var history = new ArrayList<Transfer>();
        history.add(paid(tx, asset, whole, random.nextInt(50), at, random.nextInt(10)));
        for (var step = 1; step < random.nextInt(1, 5); step++) {
            var before = history.getLast();
            var revision = before.revision() + 1 + random.nextInt(5);
            history.add(
                    random.nextBoolean()
                            ? with(before, State.ORPHANED, revision)
                            : again(
                                    before,
                                    random.nextInt(50),
                                    "0xf" + random.nextInt(2),
                                    revision));
        }
        return history;
    }

    private static Instant instant(Random random) {
        return OPENED.plusSeconds(random.nextInt(1500));
    }
}
