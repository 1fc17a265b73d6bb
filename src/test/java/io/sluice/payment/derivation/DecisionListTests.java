package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.again;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.read;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static io.sluice.payment.derivation.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.merchant.Merchant.Late;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentStatus.ActionRequired;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Canceled;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.PaymentStatus.Created;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import io.sluice.payment.PaymentStatus.Processing;
import io.sluice.payment.PaymentStatus.Reversed;
import io.sluice.payment.PaymentStatus.Settled;
import io.sluice.payment.derivation.Facts.Cancellation;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One test or more for each line of the decision list, from the last to the first. */
class DecisionListTests {

    private static final Instant NOON = OPENED.plusSeconds(60);
    private final Evidence open = read(Evidence.of(terms(usdc())), 60, 0);
    private final Evidence lapsed = at(open, view(1000, AFTER, 0));

    @Test
    void isCreatedUntilAnAssetIsChosenAndExpiredWhenNoneIsInTime() {
        var unchosen = Evidence.of(terms());

        assertThat(unchosen.status(NOON)).isEqualTo(new Created());
        assertThat(unchosen.status(OPENED.plusSeconds(1800))).isEqualTo(new Created());
        assertThat(unchosen.status(OPENED.plusSeconds(1801))).isEqualTo(new Expired());
        assertThat(canceled(unchosen, NOON).status(AFTER)).isEqualTo(new Canceled());
    }

    @Test
    void awaitsPaymentOnceAnAssetIsChosen() {
        assertThat(open.status(NOON)).isEqualTo(new AwaitingPayment(units("100")));
    }

    @Test
    void ignoresDustAndWhatOneNodeAloneSays() {
        assertThat(open.with(paid("0x1", "0.001", 10)).status(NOON))
                .isEqualTo(new AwaitingPayment(units("99.999")));
        assertThat(open.with(with(paid("0x1", "100", 10), Grade.SINGLE)).status(NOON))
                .isEqualTo(new AwaitingPayment(units("100")));
    }

    @Test
    void isPartiallyPaidWhenMoreThanDustButLessThanNeededCounts() {
        assertThat(open.with(paid("0x1", "40", 10)).status(NOON))
                .isEqualTo(new PartiallyPaid(units("60")));
        assertThat(open.with(paid("0x1", "99.499999", 10)).status(NOON))
                .isEqualTo(new PartiallyPaid(units("0.500001")));
    }

    @Test
    void expiresOnlyWhenEveryChainWasReadPastTheDeadline() {
        var unread = at(open, view(900, DEADLINE, 0));

        assertThat(unread.status(AFTER)).isEqualTo(new AwaitingPayment(units("100")));
        assertThat(lapsed.status(AFTER)).isEqualTo(new Expired());
        assertThat(lapsed.status(DEADLINE)).isEqualTo(new AwaitingPayment(units("100")));
        assertThat(Evidence.of(terms(usdc())).status(AFTER)).isInstanceOf(AwaitingPayment.class);
    }

    @Test
    void staysExpiredWhenTheChainIsReadAgainOrAClockIsBehind() {
        var recorded = new Discovery(lapsed).facts(AFTER);

        assertThat(read(recorded, 800, 0).status(AFTER)).isEqualTo(new Expired());
        assertThat(recorded.status(DEADLINE)).isEqualTo(new Expired());
        assertThat(read(lapsed, 800, 0).status(AFTER)).isInstanceOf(AwaitingPayment.class);
    }

    @Test
    void doesNotExpireWhenWhatCoveredItIsBetweenTwoBlocksPastTheDeadline() {
        var paid = paid("0x1", USDC, "100", 999, DEADLINE.minusSeconds(5), 1);
        var covered = new Discovery(lapsed.with(paid)).facts(AFTER);
        var forked = covered.with(with(paid, State.ORPHANED, 99));
        var gone = at(forked, view(998, DEADLINE.minusSeconds(10), 0));

        assertThat(covered.status(AFTER)).isEqualTo(new Processing());
        assertThat(covered.facts().barrier()).isNull();
        assertThat(new Discovery(gone).facts(AFTER).status(AFTER))
                .isInstanceOf(AwaitingPayment.class);
    }

    @Test
    void asksForActionWhenUnderpaidAtTheDeadline() {
        assertThat(lapsed.with(paid("0x1", "40", 10)).status(AFTER))
                .isEqualTo(new ActionRequired());
    }

    @Test
    void asksForActionWhenValueIsLateAndHeld() {
        var late = paid("0x1", USDC, "100", 950, DEADLINE.plusSeconds(1), 1);

        assertThat(lapsed.with(late).status(AFTER)).isEqualTo(new ActionRequired());
    }

    @Test
    void countsLateValueWhenTheMerchantAcceptsIt() {
        var accepting = terms(choice("quo_1", USDC, "100", DEADLINE, Late.ACCEPT_IF_COVERED));
        var late = paid("0x1", USDC, "100", 950, DEADLINE.plusSeconds(1), 1);
        var tooLate = paid("0x1", USDC, "100", 950, DEADLINE.plusSeconds(86_401), 1);
        var evidence = at(Evidence.of(accepting), view(1000, AFTER, 0));

        assertThat(evidence.with(late).status(AFTER)).isEqualTo(new Processing());
        assertThat(evidence.with(tooLate).status(AFTER)).isEqualTo(new ActionRequired());
    }

    @Test
    void asksForActionWhenOnlyAnotherAssetArrived() {
        var astray = paid("0x1", ETH, "1", 10, NOON, 1);

        assertThat(lapsed.with(astray).status(AFTER)).isEqualTo(new ActionRequired());
        assertThat(open.with(astray).status(NOON)).isInstanceOf(AwaitingPayment.class);
    }

    @Test
    void isCanceledUnlessValueIsHere() {
        var canceled = canceled(open, NOON);
        var afterwards = paid("0x1", USDC, "100", 61, NOON.plusSeconds(1), 1);

        assertThat(canceled.status(NOON)).isEqualTo(new Canceled());
        assertThat(canceled.with(afterwards).status(NOON)).isEqualTo(new ActionRequired());
        assertThat(canceled.with(paid("0x1", "40", 10)).status(NOON))
                .isEqualTo(new ActionRequired());
    }

    @Test
    void reopensWhenValueInTimeIsFoundAfterAnExpiryOrACancel() {
        var expired = new Discovery(lapsed).facts(AFTER);
        var paid = paid("0x1", "100", 10);

        assertThat(expired.with(paid).status(AFTER)).isEqualTo(new Processing());
        assertThat(canceled(open, NOON).with(paid).status(NOON)).isEqualTo(new Processing());
        assertThat(Standing.of(expired.with(paid), AFTER).exceptions())
                .containsExactly("detection_delayed");
    }

    @Test
    void isProcessingOnceEnoughCountsWithinTheTolerance() {
        assertThat(open.with(paid("0x1", "99.5", 10)).status(NOON)).isEqualTo(new Processing());
        assertThat(open.with(paid("0x1", "60", 10)).with(paid("0x2", "40", 12)).status(NOON))
                .isEqualTo(new Processing());
    }

    @Test
    void isConfirmedOnceThePolicyWasMetByWhatCoversIt() {
        var paid = open.with(paid("0x1", "100", 10));

        assertThat(found(read(paid, 11, 0)).status(NOON)).isEqualTo(new Processing());
        assertThat(found(read(paid, 12, 0)).status(NOON)).isEqualTo(new Confirmed());
    }

    @Test
    void waitsForAllThatCoversToBeDeepEnough() {
        var paid = open.with(paid("0x1", "60", 10)).with(paid("0x2", "40", 20));

        assertThat(found(read(paid, 21, 0)).status(NOON)).isEqualTo(new Processing());
        assertThat(found(read(paid, 22, 0)).status(NOON)).isEqualTo(new Confirmed());
    }

    @Test
    void isReversedWhenTheValueItWasConfirmedByGoesAway() {
        var confirmed = found(read(open.with(paid("0x1", "100", 10)), 12, 0));
        var gone = confirmed.with(with(paid("0x1", "100", 10), State.ORPHANED, 99));

        assertThat(gone.status(NOON)).isEqualTo(new Reversed(units("100")));
        assertThat(gone.status(AFTER)).isEqualTo(new Reversed(units("100")));
    }

    @Test
    void startsAgainAtProcessingWhenReversedValueComesBack() {
        var confirmed = found(read(open.with(paid("0x1", "100", 10)), 12, 0));
        var back = confirmed.with(again(paid("0x1", "100", 10), 12, "0xfork", 99));

        assertThat(found(back).status(NOON)).isEqualTo(new Processing());
        assertThat(found(read(back, 14, 0)).status(NOON)).isEqualTo(new Confirmed());
        assertThat(Standing.of(back, NOON).exceptions()).containsExactly("reorged");
    }

    @Test
    void startsAgainAtProcessingWhenTheVeryBlockComesBackThatHadGone() {
        var paid = paid("0x1", "100", 10);
        var confirmed = found(read(open.with(paid), 12, 0));
        var gone = found(read(confirmed.with(with(paid, State.ORPHANED, 99)), 11, 0));
        var back = read(gone.with(with(paid, State.INCLUDED, 100)), 10, 0);
        var unseen = read(confirmed.with(with(paid, State.INCLUDED, 100)), 10, 0);

        assertThat(confirmed.status(NOON)).isEqualTo(new Confirmed());
        assertThat(gone.status(NOON)).isInstanceOf(Reversed.class);
        assertThat(found(back).status(NOON)).isEqualTo(new Processing());
        assertThat(found(unseen).status(NOON)).isEqualTo(new Processing());
        assertThat(found(read(back, 12, 0)).status(NOON)).isEqualTo(new Confirmed());
    }

    @Test
    void isSettledOnceEnoughIsFinal() {
        var paid = open.with(paid("0x1", "60", 10)).with(paid("0x2", "40", 20));

        assertThat(found(read(paid, 30, 19)).status(NOON)).isEqualTo(new Confirmed());
        assertThat(found(read(paid, 30, 20)).status(NOON)).isEqualTo(new Settled());
    }

    @Test
    void staysSettledWhateverElseArrives() {
        var settled = found(read(open.with(paid("0x1", "100", 10)), 30, 20));
        var more =
                settled.with(paid("0x2", "7", 25))
                        .with(paid("0x3", ETH, "1", 26, NOON, 1))
                        .with(paid("0x4", USDC, "5", 999, AFTER, 1));

        assertThat(more.status(AFTER)).isEqualTo(new Settled());
        assertThat(Standing.of(more, AFTER).exceptions())
                .containsExactly("overpaid", "late", "wrong_asset");
    }

    private static Evidence found(Evidence evidence) {
        return new Discovery(evidence).facts(NOON);
    }

    private static Evidence canceled(Evidence evidence, Instant at) {
        return evidence.with(evidence.facts().with(new Cancellation(at)));
    }

    private static AssetAmount units(String whole) {
        return AssetAmount.atLeast(USDC, new BigDecimal(whole));
    }
}
