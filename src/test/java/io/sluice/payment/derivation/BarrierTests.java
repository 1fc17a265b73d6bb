package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.CHAIN;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.ETH;
import static io.sluice.payment.derivation.World.OTHER_CHAIN;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.payment.PaymentStatus.AwaitingPayment;
import io.sluice.payment.PaymentStatus.Expired;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When it is proven that nothing in time was overlooked. */
class BarrierTests {

    private static final Asset FAR = new Asset(OTHER_CHAIN, "slip44:60", "ETH", 18);

    @Test
    void isPassedOnAChainThatStandsStillOnceItWasReadThrough() {
        var open = Evidence.of(terms(usdc()));

        assertThat(at(open, idle(CHAIN, DEADLINE)).status(AFTER))
                .isInstanceOf(AwaitingPayment.class);
        assertThat(at(open, idle(CHAIN, DEADLINE.plusMillis(1))).status(AFTER))
                .isEqualTo(new Expired());
    }

    @Test
    void needsEveryChainThatInstructionsWereGivenOutFor() {
        var open = Evidence.of(terms(usdc(), choice("quo_2", FAR, "0.05", DEADLINE)));

        var one = at(open, view(1000, AFTER, 0));
        var both = at(one, idle(OTHER_CHAIN, AFTER));

        assertThat(one.status(AFTER)).isInstanceOf(AwaitingPayment.class);
        assertThat(Standing.of(one, AFTER).blockedBy()).containsExactly(OTHER_CHAIN);
        assertThat(Standing.of(open, AFTER).blockedBy()).containsExactly(CHAIN, OTHER_CHAIN);
        assertThat(both.status(AFTER)).isEqualTo(new Expired());
    }

    @Test
    void doesNotNeedAChainNobodyWasToldToPayOn() {
        var open = at(Evidence.of(terms(usdc())), view(1000, AFTER, 0));

        assertThat(at(open, idle(OTHER_CHAIN, Instant.EPOCH)).status(AFTER))
                .isEqualTo(new Expired());
    }

    @Test
    void waitsForEachWindowByOurClockToo() {
        var lenient = skewed(choice("quo_1", USDC, "100", DEADLINE), Duration.ofSeconds(90));
        var later = choice("quo_2", ETH, "0.05", DEADLINE.plusSeconds(60));
        var read = at(Evidence.of(terms(lenient, later)), view(1000, AFTER.plusSeconds(60), 0));

        assertThat(read.status(DEADLINE.plusSeconds(60))).isInstanceOf(AwaitingPayment.class);
        assertThat(read.status(DEADLINE.plusSeconds(61))).isEqualTo(new Expired());
    }

    private static ChainView idle(ChainId chain, Instant readThrough) {
        return new ChainView(chain, 10, "0xblock10", World.OPENED, readThrough, 0, 0, 2);
    }

    private static Choice skewed(Choice it, Duration skew) {
        var policy = it.policy();
        return new Choice(
                it.quote(),
                it.need(),
                it.deposit(),
                new Policy(
                        policy.finality(),
                        policy.tolerance(),
                        policy.late(),
                        policy.maximumLateness(),
                        skew));
    }
}
