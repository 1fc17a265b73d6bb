package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.paid;
import static io.sluice.payment.ledger.LedgerWorld.read;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Transfer;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import io.sluice.payment.ledger.Resolve.Action;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ResolvingTests {

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void acceptsAnUnderpaidPaymentAndRemembersWhy() {
        var payment = world.underpaid();

        var accepted = result(resolve(payment, payment.version(), Action.ACCEPT));

        assertThat(accepted.status()).isEqualTo("confirmed");
        assertThat(accepted.version()).isEqualTo(payment.version() + 1);
        assertThat(accepted.resolutions())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.action()).isEqualTo("accept");
                    assertThat(it.by()).isEqualTo("client:shop:backend");
                    assertThat(it.note()).isEqualTo("talked to them");
                    assertThat(it.transfers()).hasSize(1);
                    assertThat(it.need()).isNotNull();
                });
        assertThat(world.view(payment.id())).isEqualTo(accepted);
    }

    @Test
    void dismissesAnUnderpaidPayment() {
        var payment = world.underpaid();

        var dismissed = result(resolve(payment, payment.version(), Action.DISMISS));

        assertThat(dismissed.status()).isEqualTo("failed");
        assertThat(dismissed.resolutions().getFirst().need()).isNull();
    }

    @Test
    void refusesADecisionAboutAnotherVersionThanTheNewest() {
        var payment = world.underpaid();

        refused(
                resolve(payment, payment.version() - 1, Action.DISMISS),
                PaymentFailure.VersionMoved.class);

        assertThat(world.view(payment.id())).isEqualTo(payment);
    }

    @Test
    void refusesADecisionWhenSomethingCameThatWasNotToldYet() {
        var payment = world.underpaid();
        var more = paid(payment, "0x2", "60", 11);
        world.blockAndDeath(read(1003, 0), more).block();

        refused(
                resolve(payment, payment.version(), Action.DISMISS),
                PaymentFailure.VersionMoved.class);

        assertThat(world.view(payment.id())).isEqualTo(payment);
        world.rounds.round().block();
        assertThat(world.view(payment.id()).status()).isEqualTo("confirmed");
    }

    @Test
    void setsNothingAsideWhenMoreIsHereThanCanBeRead() {
        var payment = world.underpaid();
        IntStream.range(0, 500)
                .forEach(it -> world.chains.say(paid(payment, "0xswarm" + it, "0.01", 5)));
        world.blockAndDeath(read(1002, 0), paid(payment, "0xlast", "0.01", 6)).block();
        world.rounds.round().block();
        var swarmed = world.view(payment.id());

        refused(
                resolve(swarmed, swarmed.version(), Action.DISMISS),
                PaymentFailure.TooManyTransfers.class);

        assertThat(result(resolve(swarmed, swarmed.version(), Action.ACCEPT)).resolutions())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.transferCount()).isEqualTo(502);
                    assertThat(it.transfers()).hasSize(50);
                });
    }

    @Test
    void refusesADecisionNobodyNeeds() {
        var payment = world.open(World.USDC);

        refused(
                resolve(payment, payment.version(), Action.ACCEPT),
                PaymentFailure.NotResolvable.class);
        refused(
                resolve(payment, payment.version(), Action.DISMISS),
                PaymentFailure.NotResolvable.class);
    }

    @Test
    void refusesToAcceptNothing() {
        var payment = world.open(World.USDC);
        world.blockAndDeath(read(12, 0), paid(payment, "0x1", "100", 10)).block();
        world.rounds.round().block();
        var gone = World.with(paid(payment, "0x1", "100", 10), Transfer.State.ORPHANED, 99);
        world.blockAndDeath(read(13, 0), gone).block();
        world.rounds.round().block();
        var reversed = world.view(payment.id());

        refused(
                resolve(reversed, reversed.version(), Action.ACCEPT),
                PaymentFailure.NothingToAccept.class);

        assertThat(reversed.status()).isEqualTo("reversed");
        assertThat(world.view(payment.id())).isEqualTo(reversed);
    }

    private Mono<PaymentView> resolve(PaymentView payment, long seen, Action action) {
        return world.resolving.resolve(
                new Resolve(
                        new PaymentId(payment.id()),
                        Set.of(seen),
                        action,
                        "client:shop:backend",
                        "talked to them"),
                null);
    }

    private static void refused(Mono<PaymentView> work, Class<? extends PaymentFailure> failure) {
        work.as(StepVerifier::create).verifyError(failure);
    }
}
