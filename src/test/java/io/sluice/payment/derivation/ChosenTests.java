package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Merchant.Late;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Expired;
import io.sluice.payment.PaymentStatus.PartiallyPaid;
import io.sluice.payment.PaymentStatus.Processing;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of several issued choices counts. */
class ChosenTests {

    private static final Instant NOON = OPENED.plusSeconds(60);
    private static final Instant LATER = DEADLINE.plusSeconds(300);
    private final Choice eth = choice("quo_2", ETH, "0.05", LATER);

    @Test
    void isTheNewestUntilSomethingArrives() {
        assertThat(Evidence.of(terms(usdc(), eth)).chosen()).contains(eth);
    }

    @Test
    void isTheOneThatIsPaidEvenWhenAnotherWasChosenMeanwhile() {
        var inFlight = Evidence.of(terms(usdc(), eth)).with(paid("0x1", "100", 10));

        assertThat(inFlight.chosen()).contains(usdc());
        assertThat(inFlight.status(NOON)).isEqualTo(new Processing());
    }

    @Test
    void isTheOneThatWasPaidFirst() {
        var both =
                Evidence.of(terms(usdc(), eth))
                        .with(paid("0x1", ETH, "0.05", 10, OPENED.plusSeconds(10), 1))
                        .with(paid("0x2", USDC, "100", 11, OPENED.plusSeconds(11), 2));

        assertThat(both.chosen()).contains(eth);
        assertThat(Standing.of(both, NOON).exceptions()).containsExactly("wrong_asset");
    }

    @Test
    void isTheOneThatIsCoveredWhateverStrayedBefore() {
        var covered = Evidence.of(terms(eth, usdc())).with(paid("0x2", "100", 11));
        var strayed = paid("0x1", ETH, "0.001", 10, OPENED.plusSeconds(10), 2);

        assertThat(covered.with(strayed).chosen()).contains(usdc());
        assertThat(covered.with(strayed).status(NOON)).isEqualTo(new Processing());
        assertThat(Standing.of(covered.with(strayed), NOON).exceptions())
                .containsExactly("wrong_asset");
    }

    @Test
    void isTheOneThatLateValueCoversWhereThatIsAccepted() {
        var accepting = choice("quo_1", USDC, "100", DEADLINE, Late.ACCEPT_IF_COVERED);
        var late = paid("0x1", USDC, "100", 950, DEADLINE.plusSeconds(1), 1);

        var paid = Evidence.of(terms(accepting, eth)).with(late);

        assertThat(paid.chosen()).contains(accepting);
        assertThat(paid.status(NOON)).isEqualTo(new Processing());
        assertThat(Evidence.of(terms(usdc(), eth)).with(late).chosen()).contains(eth);
    }

    @Test
    void isNotDecidedByDust() {
        var dusted = Evidence.of(terms(usdc(), eth)).with(paid("0x1", "0.001", 10));

        assertThat(dusted.chosen()).contains(eth);
    }

    @Test
    void isThePromiseThatIsKeptWhenOneAssetWasQuotedTwice() {
        var dearer = choice("quo_2", USDC, "125", LATER);
        var evidence = Evidence.of(terms(usdc(), dearer));

        assertThat(evidence.with(paid("0x1", "100", 10)).status(NOON)).isEqualTo(new Processing());
        assertThat(evidence.with(paid("0x1", "90", 10)).chosen()).contains(dearer);
        assertThat(evidence.with(paid("0x1", "90", 10)).status(NOON))
                .isInstanceOf(PartiallyPaid.class);
    }

    @Test
    void keepsThePaymentOpenUntilTheLatestWindowIsOver() {
        var evidence = Evidence.of(terms(usdc(), eth));
        var past = LATER.plusSeconds(1);

        assertThat(at(evidence, view(1000, AFTER, 0)).status(past))
                .isInstanceOf(AwaitingPayment.class);
        assertThat(at(evidence, view(1000, past, 0)).status(AFTER))
                .isInstanceOf(AwaitingPayment.class);
        assertThat(at(evidence, view(1000, past, 0)).status(past)).isEqualTo(new Expired());
    }
}
