package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.SHOP;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentFailure;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Whose payment it is, on a real database. */
class PaymentRegisterTests {

    private static final MerchantId RIVAL = new MerchantId("rival");

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void showsAPaymentToItsMerchantAndItsPayerOnly() {
        var id = new PaymentId(world.open(World.USDC).id());
        var other = new PaymentId(world.open(World.USDC).id());

        assertThat(result(world.register.find(partner(SHOP), id)).id()).isEqualTo(id.value());
        assertThat(result(world.register.find(payer(SHOP, id), id)).id()).isEqualTo(id.value());
        hidden(partner(RIVAL), id);
        hidden(payer(SHOP, other), id);
        hidden(payer(RIVAL, id), id);
        hidden(partner(SHOP), new PaymentId("pay_" + "z".repeat(26)));
    }

    @Test
    void understandsAViewOnceAndNeverAnOldOne() {
        var id = new PaymentId(world.open(World.USDC).id());
        var first = result(world.register.find(partner(SHOP), id));

        assertThat(result(world.register.find(partner(SHOP), id))).isSameAs(first);

        var canceled = result(world.canceling.cancel(id, null));
        assertThat(result(world.register.find(partner(SHOP), id))).isEqualTo(canceled);
    }

    @Test
    void keepsAPayersTokenGoodUntilThePaymentCanNoLongerBePaid() {
        var unchosen = new PaymentId(world.open(null).id());
        var chosen = new PaymentId(world.open(World.USDC).id());

        assertThat(result(world.register.openUntil(partner(SHOP), unchosen)))
                .isEqualTo(World.OPENED.plusSeconds(1800 + 900));
        assertThat(result(world.register.openUntil(partner(SHOP), chosen)))
                .isEqualTo(World.DEADLINE);
    }

    @Test
    void holdsAPaymentWhileSomethingIsDecidedByWhatItIs() {
        var id = new PaymentId(world.open(World.USDC).id());
        var canceled = new CompletableFuture<String>();
        var cancel = world.canceling.cancel(id, null).map(PaymentView::status);

        var wasCanceled =
                world.register
                        .hold(partner(SHOP), id)
                        .doOnNext(_ -> {
                            var _ = cancel.subscribe(canceled::complete);
                        })
                        .delayElement(Duration.ofMillis(200))
                        .map(_ -> canceled.isDone())
                        .as(world.database::atomically);

        assertThat(result(wasCanceled)).isFalse();
        assertThat(canceled).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("canceled");
        assertThat(result(world.register.hold(partner(SHOP), id)).status()).isEqualTo("canceled");
    }

    @Test
    void isAwaitedByItsPayeeUntilNobodyShouldPayAnyMore() {
        var id = world.open(World.USDC).id();
        var payee = new AwaitingPayee(world.payments);
        assertThat(result(payee.awaits(id))).isTrue();

        assertThat(result(world.canceling.cancel(new PaymentId(id), null))).isNotNull();

        assertThat(result(payee.awaits(id))).isFalse();
        assertThat(result(payee.awaits(world.processing().id()))).isFalse();
        assertThat(result(payee.awaits("pay_" + "z".repeat(26)))).isFalse();
    }

    private void hidden(Caller caller, PaymentId id) {
        world.register
                .find(caller, id)
                .as(StepVerifier::create)
                .verifyError(PaymentFailure.NotFound.class);
        world.register
                .require(caller, id)
                .as(StepVerifier::create)
                .verifyError(PaymentFailure.NotFound.class);
    }

    private static Caller partner(MerchantId merchant) {
        return new Caller.Partner(
                merchant, "backend", Set.of(), World.OPENED, World.OPENED.plusSeconds(600));
    }

    private static Caller payer(MerchantId merchant, PaymentId payment) {
        return new Caller.Payer(
                merchant, payment.value(), World.OPENED, World.OPENED.plusSeconds(600));
    }
}
