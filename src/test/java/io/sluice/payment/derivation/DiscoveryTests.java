package io.sluice.payment.derivation;

import static io.sluice.payment.derivation.World.OPENED;
import static io.sluice.payment.derivation.World.paid;
import static io.sluice.payment.derivation.World.read;
import static io.sluice.payment.derivation.World.terms;
import static io.sluice.payment.derivation.World.usdc;
import static io.sluice.payment.derivation.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.State;
import io.sluice.payment.PaymentStatus.Confirmed;
import io.sluice.payment.derivation.Facts.Inclusion;
import io.sluice.payment.derivation.Facts.PolicyMet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a confirmation is remembered to rest on. */
class DiscoveryTests {

    private final Transfer payment = paid("0x2", "100", 10);
    private final Transfer mite = paid("0x1", "0.000001", 12);
    private final Evidence paid = Evidence.of(terms(usdc())).with(payment).with(mite);

    @Test
    void restsOnNoMoreThanItTakes() {
        var found = new Discovery(read(paid, 14, 0)).facts(OPENED);

        assertThat(found.facts().policyMet())
                .containsExactly(
                        new PolicyMet(
                                "quo_1", Set.of(new Inclusion(payment.id(), "0xblock10", 10))));
    }

    @Test
    void staysConfirmedWhenOnlyWhatSomebodySentOnTopGoesAway() {
        var confirmed = new Discovery(read(paid, 14, 0)).facts(OPENED);

        var forked = read(confirmed.with(with(mite, State.ORPHANED, 15)), 11, 0);

        assertThat(new Discovery(forked).facts(OPENED).status(OPENED)).isEqualTo(new Confirmed());
    }

    @Test
    void restsOnAllThatItTakes() {
        var more = paid("0x3", "60", 13);
        var parts = Evidence.of(terms(usdc())).with(paid("0x2", "40", 10)).with(more).with(mite);

        var found = new Discovery(read(parts, 20, 0)).facts(OPENED);

        assertThat(found.facts().policyMet()).hasSize(1);
        assertThat(found.facts().policyMet().iterator().next().inclusions()).hasSize(3);
    }
}
