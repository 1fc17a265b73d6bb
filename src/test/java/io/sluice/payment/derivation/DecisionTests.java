package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.read;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static io.sluice.payment.derivation.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.payment.PaymentStatus.ActionRequired;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.Failed;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.PaymentStatus.Reversed;
import io.sluice.payment.PaymentStatus.Settled;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a merchant's decision changes, and what it does not. */
class DecisionTests {

    private static final Transfer PART = paid("0x1", "40", 10);
    private static final Transfer LATE = late("0x2", "30");

    private final Evidence lapsed = at(Evidence.of(terms(usdc())), view(1000, AFTER, 0));

    @Test
    void acceptsWhatIsHereInsteadOfWhatWasAgreed() {
        var accepted = accepted(lapsed.with(PART).with(LATE), 2);

        assertThat(accepted.status(AFTER)).isEqualTo(new Processing());
        assertThat(amounts(accepted).need().units()).hasToString("70000000");
        assertThat(amounts(accepted).counted().units()).hasToString("70000000");
        assertThat(amounts(accepted).missing().isNone()).isTrue();
    }

    @Test
    void confirmsAndSettlesAnAcceptedPaymentByTheSamePolicy() {
        var accepted = accepted(lapsed.with(PART), 2);

        assertThat(found(read(accepted, 11, 0)).status(AFTER)).isEqualTo(new Processing());
        assertThat(found(read(accepted, 12, 0)).status(AFTER)).isEqualTo(new Confirmed());
        assertThat(found(read(accepted, 30, 10)).status(AFTER)).isEqualTo(new Settled());
    }

    @Test
    void neverAsksForMoreThanWasAgreed() {
        var accepted = accepted(lapsed.with(late("0x1", "250")), 2);

        assertThat(amounts(accepted).need().units()).hasToString("99500000");
    }

    @Test
    void acceptsOnlyWhatWasHereWhenItWasDecided() {
        var accepted = accepted(lapsed.with(PART), 2).with(LATE);

        assertThat(amounts(accepted).counted().units()).hasToString("40000000");
        assertThat(Standing.of(accepted, AFTER).exceptions()).contains("late");
    }

    @Test
    void acceptsAnOfferedAssetThatCameLateWhenNothingOfTheChosenOneDid() {
        var rechosen = terms(usdc(), choice("quo_2", ETH, "0.05", DEADLINE.plusSeconds(30)));
        var evidence = at(Evidence.of(rechosen), view(1000, AFTER, 0)).with(late("0x1", "100"));

        var accepted = accepted(evidence, 2);

        assertThat(evidence.chosen().orElseThrow().asset()).isEqualTo(ETH);
        assertThat(accepted.chosen().orElseThrow().asset()).isEqualTo(USDC);
        assertThat(accepted.status(AFTER)).isEqualTo(new Processing());
    }

    @Test
    void acceptsWhatCoversRatherThanACrumbOfTheAssetChosenLast() {
        var rechosen = terms(usdc(), choice("quo_2", ETH, "0.05", DEADLINE.plusSeconds(30)));
        var crumb = paid("0x2", ETH, "0.000002", 951, DEADLINE.plusSeconds(40), 2);
        var evidence = at(Evidence.of(rechosen), view(1000, AFTER, 0)).with(late("0x1", "100"));

        var accepted = accepted(evidence.with(crumb), 2);

        assertThat(accepted.chosen().orElseThrow().asset()).isEqualTo(USDC);
        assertThat(amounts(accepted).need().units()).hasToString("99500000");
    }

    @Test
    void hasNothingToAcceptInAnAssetNobodyOffered() {
        var astray = lapsed.with(paid("0x1", ETH, "1", 10, OPENED, 1));

        assertThat(astray.status(AFTER)).isEqualTo(new ActionRequired());
        assertThat(decision(2).accept(astray)).isEmpty();
        assertThat(decision(2).accept(lapsed.with(paid("0x1", "0.001", 10)))).isEmpty();
    }

    @Test
    void acceptsWhatCameAfterACancel() {
        var canceled = lapsed.with(lapsed.facts().with(new Facts.Cancellation(OPENED)));
        var paid = canceled.with(PART);

        assertThat(paid.status(AFTER)).isEqualTo(new ActionRequired());
        assertThat(accepted(paid, 3).status(AFTER)).isEqualTo(new Processing());
    }

    @Test
    void failsWhenAllThatIsHereIsDismissed() {
        var astray = paid("0x3", ETH, "1", 10, OPENED, 1);
        var dismissed = dismissed(lapsed.with(PART).with(LATE).with(astray), 2);

        assertThat(dismissed.status(AFTER)).isEqualTo(new Failed());
        assertThat(Standing.of(dismissed, AFTER).nextAction()).isEqualTo("none");
        assertThat(amounts(dismissed).counted().isNone()).isTrue();
        assertThat(amounts(dismissed).seen().units()).hasToString("70000000");
    }

    @Test
    void asksAgainWhenMoreComesAfterADismissal() {
        var dismissed = dismissed(lapsed.with(PART), 2);

        assertThat(dismissed.with(LATE).status(AFTER)).isEqualTo(new ActionRequired());
        assertThat(dismissed.with(paid("0x3", ETH, "1", 99, AFTER, 1)).status(AFTER))
                .isEqualTo(new ActionRequired());
        assertThat(dismissed.with(late("0x4", "0.001")).status(AFTER)).isEqualTo(new Failed());
    }

    @Test
    void neverCountsAgainWhatWasDismissed() {
        var dismissed = dismissed(lapsed.with(PART), 2);

        var accepted = accepted(dismissed.with(LATE), 4);

        assertThat(accepted.status(AFTER)).isEqualTo(new Processing());
        assertThat(amounts(accepted).counted().units()).hasToString("30000000");
        assertThat(found(read(accepted, 2000, 2000)).status(AFTER)).isEqualTo(new Settled());
    }

    @Test
    void asksAgainWhenValueComesBackThatWasGoneAtTheDismissal() {
        var paid = paid("0x1", "100", 10);
        var confirmed = found(read(Evidence.of(terms(usdc())).with(paid), 12, 0));
        var reversed = confirmed.with(with(paid, State.ORPHANED, 99));

        var dismissed = dismissed(reversed, 4);

        assertThat(reversed.status(OPENED)).isInstanceOf(Reversed.class);
        assertThat(dismissed.status(OPENED)).isEqualTo(new Failed());
        assertThat(dismissed.with(with(paid, State.INCLUDED, 100)).status(OPENED))
                .isEqualTo(new ActionRequired());
    }

    @Test
    void isExpiredAgainWhenAcceptedValueGoesAwayBeforeItWasConfirmed() {
        var accepted = accepted(lapsed.with(PART), 2);

        assertThat(accepted.with(with(PART, State.ORPHANED, 99)).status(AFTER))
                .isEqualTo(new Expired());
    }

    @Test
    void confirmsAReversedPaymentAnewOnWhatIsLeftOfIt() {
        var more = paid("0x2", "60", 11);
        var open = read(Evidence.of(terms(usdc())).with(PART).with(more), 20, 0);
        var reversed = found(open).with(with(more, State.ORPHANED, 99));

        var accepted = accepted(reversed, 4);

        assertThat(reversed.status(OPENED)).isInstanceOf(Reversed.class);
        assertThat(accepted.status(OPENED)).isEqualTo(new Processing());
        assertThat(found(accepted).status(OPENED)).isEqualTo(new Confirmed());
    }

    @Test
    void isTheSameInWhateverOrderDecisionsAreHeardOf() {
        var evidence = lapsed.with(PART).with(LATE);
        var first = decision(2).dismiss(lapsed.with(PART));
        var second = decision(4).accept(evidence.with(evidence.facts().with(first))).orElseThrow();

        var told = evidence.facts().with(first).with(second);
        var toldAgain = evidence.facts().with(second).with(first).with(second);

        assertThat(toldAgain.resolutions().all()).isEqualTo(told.resolutions().all());
        assertThat(Standing.of(evidence.with(toldAgain), AFTER))
                .isEqualTo(Standing.of(evidence.with(told), AFTER));
    }

    private static Evidence accepted(Evidence evidence, long version) {
        var acceptance = decision(version).accept(evidence).orElseThrow();
        return evidence.with(evidence.facts().with(acceptance));
    }

    private static Evidence dismissed(Evidence evidence, long version) {
        return evidence.with(evidence.facts().with(decision(version).dismiss(evidence)));
    }

    private static Decision decision(long version) {
        return new Decision(version, AFTER, "client:shop:backend", "sent back");
    }

    private static Evidence found(Evidence evidence) {
        return new Discovery(evidence).facts(AFTER);
    }

    private static Amounts amounts(Evidence evidence) {
        return Amounts.of(evidence, evidence.chosen().orElseThrow());
    }

    private static Transfer late(String tx, String whole) {
        Instant at = DEADLINE.plusSeconds(1);
        return paid(tx, USDC, whole, 950, at, 1);
    }
}
