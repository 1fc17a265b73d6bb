package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.AFTER;
import static io.sluice.payment.derivation.World.CHAIN;
import static io.sluice.payment.derivation.World.DEADLINE;
import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.USDC;
import static io.sluice.payment.derivation.World.at;
import static io.sluice.payment.derivation.World.choice;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.read;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.derivation.Outlook.Due;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What to wait for, so that no change of a status is missed when no transfer moves. */
class OutlookTests {

    private static final Instant NOON = OPENED.plusSeconds(60);

    @Test
    void waitsForTheTimeToChooseAndThenForTheDeadlineAndTheChain() {
        var chooseBy = OPENED.plusSeconds(1800).toEpochMilli() + 1;
        var deadline = DEADLINE.toEpochMilli() + 1;
        var open = read(Evidence.of(terms(usdc())), 60, 0);

        assertThat(new Outlook(Evidence.of(terms())).next(NOON))
                .containsExactly(new Due(Cause.CLOCK, null, chooseBy));
        assertThat(new Outlook(open).next(NOON))
                .containsExactlyInAnyOrder(
                        new Due(Cause.CLOCK, null, deadline),
                        new Due(Cause.CHAIN_TIME, CHAIN, deadline));
        assertThat(new Outlook(open).next(AFTER))
                .containsExactly(new Due(Cause.CHAIN_TIME, CHAIN, deadline));
    }

    @Test
    void waitsNoLongerForTheTimeToChooseOnceAnAssetIsChosen() {
        var chosen = terms().choosing(choice("quo_1", USDC, "100", OPENED.plusSeconds(2700)));
        var late = OPENED.plusSeconds(2700).toEpochMilli() + 1;

        assertThat(new Outlook(read(Evidence.of(chosen), 60, 0)).next(NOON))
                .contains(new Due(Cause.CLOCK, null, late));
    }

    @Test
    void waitsForDepthAndTagsOnceValueIsThere() {
        var paid = read(Evidence.of(terms(usdc())).with(paid("0x1", "100", 10)), 11, 5);

        assertThat(new Outlook(paid).next(NOON))
                .containsExactlyInAnyOrder(
                        new Due(Cause.HEIGHT, CHAIN, 12),
                        new Due(Cause.SAFE, CHAIN, 10),
                        new Due(Cause.FINALIZED, CHAIN, 10));
    }

    @Test
    void waitsForNothingOnceItIsSettledOrExpired() {
        var settled = read(Evidence.of(terms(usdc())).with(paid("0x1", "100", 10)), 30, 20);
        var expired = at(Evidence.of(terms(usdc())), view(1000, AFTER, 0));

        assertThat(new Outlook(new Discovery(settled).facts(NOON)).next(NOON)).isEmpty();
        assertThat(new Outlook(new Discovery(expired).facts(AFTER)).next(AFTER)).isEmpty();
    }
}
