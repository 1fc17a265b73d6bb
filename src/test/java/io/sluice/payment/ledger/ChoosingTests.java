package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.paid;
import static io.sluice.payment.ledger.LedgerWorld.read;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.money.Asset;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Choosing and canceling, on a real database. */
class ChoosingTests {

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void givesAQuoteAnAddressAndADeadline() {
        var id = world.open(null).id();
        world.clock.at(World.OPENED.plusSeconds(600));

        var chosen = result(choose(id, World.ETH));

        assertThat(chosen.version()).isEqualTo(2);
        assertThat(chosen.status()).isEqualTo("awaiting_payment");
        assertThat(chosen.asset()).isEqualTo(World.ETH.id());
        assertThat(chosen.expiresAt()).isEqualTo(World.OPENED.plusSeconds(1500));
        assertThat(world.view(id)).isEqualTo(chosen);
    }

    @Test
    void keepsTheAddressAndEveryPromiseWhenAnotherAssetIsChosen() {
        var first = world.open(World.USDC);

        var again = result(choose(first.id(), World.ETH));
        world.blockAndDeath(read(10, 0), paid(first, "0x1", "100", 10)).block();
        world.rounds.round().block();

        assertThat(again.address()).isEqualTo(first.address());
        assertThat(world.chains.allocated).hasValue(1);
        assertThat(world.quotes.stored).hasSize(2);
        assertThat(world.view(first.id()).asset()).isEqualTo(World.USDC.id());
        assertThat(world.view(first.id()).status()).isEqualTo("processing");
    }

    @Test
    void isOverOnceTheTimeToChooseOrToPayIs() {
        var unchosen = world.open(null).id();
        var chosen = world.open(World.USDC).id();

        world.clock.at(World.OPENED.plusSeconds(1801));

        refused(choose(unchosen, World.ETH), PaymentFailure.NotOpen.class);
        refused(choose(chosen, World.ETH), PaymentFailure.NotOpen.class);
    }

    @Test
    void isOverOnceAnythingVerifiedArrived() {
        var payment = world.open(World.USDC);
        world.blockAndDeath(read(10, 0), paid(payment, "0x1", "1", 10)).block();

        refused(choose(payment.id(), World.ETH), PaymentFailure.NotOpen.class);
    }

    @Test
    void isOverWhileWhatArrivedMayComeBackAndOpenOnceItCannot() {
        var payment = world.open(World.USDC);
        var paid = paid(payment, "0x1", "100", 10);
        world.blockAndDeath(read(11, 0), World.with(paid, Transfer.State.ORPHANED, 11)).block();

        refused(choose(payment.id(), World.ETH), PaymentFailure.NotOpen.class);
        world.blockAndDeath(read(12, 0), World.with(paid, Transfer.State.REPLACED, 12)).block();

        assertThat(result(choose(payment.id(), World.ETH)).asset()).isEqualTo(World.ETH.id());
    }

    @Test
    void mayBeRepeatedFiveTimes() {
        var id = world.open(World.USDC).id();
        for (var again = 0; again < 5; again++) {
            var chosen = result(choose(id, again % 2 == 0 ? World.ETH : World.USDC));
            assertThat(chosen.version()).isEqualTo(2 + again);
        }

        refused(choose(id, World.USDC), PaymentFailure.NotOpen.class);
    }

    @Test
    void takesOnlyWhatIsOffered() {
        var id = world.open(null).id();

        refused(
                world.choosing.choose(new PaymentId(id), "eip155:1/slip44:60", null),
                PaymentFailure.AssetNotOffered.class);
        assertThat(world.view(id).version()).isEqualTo(1);
    }

    @Test
    void usesUpNothingOnAChainThatIsNotReadYet() {
        var id = world.open(null).id();
        world.chains.sayNothing();

        refused(choose(id, World.USDC), PaymentFailure.ChainNotReady.class);

        assertThat(world.view(id).version()).isEqualTo(1);
        assertThat(world.chains.allocated).hasValue(0);
        assertThat(world.quotes.stored).isEmpty();
    }

    @Test
    void cancelsWhatIsOpenAndStaysCanceled() {
        var id = world.open(World.USDC).id();

        var canceled = result(cancel(id));
        var again = result(cancel(id));

        assertThat(canceled.status()).isEqualTo("canceled");
        assertThat(again).isEqualTo(canceled);
        assertThat(again.version()).isEqualTo(2);
    }

    @Test
    void cancelsNothingThatWasPaidOrHasEnded() {
        var paid = world.open(World.USDC);
        var expired = world.open(null).id();
        world.blockAndDeath(read(10, 0), paid(paid, "0x1", "1", 10)).block();
        world.clock.at(World.OPENED.plusSeconds(1801));

        refused(cancel(paid.id()), PaymentFailure.NotOpen.class);
        refused(cancel(expired), PaymentFailure.NotOpen.class);
    }

    @Test
    void knowsNoPaymentThatIsNotThere() {
        var nobody = "pay_" + "z".repeat(26);

        refused(choose(nobody, World.USDC), PaymentFailure.NotFound.class);
        refused(cancel(nobody), PaymentFailure.NotFound.class);
    }

    private Mono<PaymentView> choose(String id, Asset asset) {
        return world.choosing.choose(new PaymentId(id), asset.id(), null);
    }

    private Mono<PaymentView> cancel(String id) {
        return world.canceling.cancel(new PaymentId(id), null);
    }

    private static void refused(Mono<PaymentView> work, Class<? extends PaymentFailure> failure) {
        work.as(StepVerifier::create).verifyError(failure);
    }
}
