package io.sluice.payment.ledger;

import static io.sluice.payment.ledger.LedgerWorld.amounts;
import static io.sluice.payment.ledger.LedgerWorld.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.Worth.Size;
import io.sluice.merchant.MerchantId;
import io.sluice.money.Price;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Outlook.Cause;
import io.sluice.payment.derivation.World;
import io.sluice.quote.RateUnavailable;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Opening a payment, on a real database. */
class OpeningTests {

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void opensWithoutAnAssetAndUsesNoAddress() {
        var opened = world.open(null);

        assertThat(opened.status()).isEqualTo("created");
        assertThat(opened.nextAction()).isEqualTo("choose_asset");
        assertThat(opened.chooseBy()).isEqualTo(World.OPENED.plusSeconds(1800));
        assertThat(opened.options()).extracting("symbol").containsExactly("USDC", "ETH");
        assertThat(world.chains.allocated).hasValue(0);
        assertThat(waitsFor(opened.id())).containsExactly(Cause.CLOCK.name());
    }

    @Test
    void opensWithTheAssetChosenAtOnce() {
        var opened = world.open(World.USDC);

        assertThat(opened.status()).isEqualTo("awaiting_payment");
        assertThat(opened.version()).isEqualTo(1);
        assertThat(opened.chooseBy()).isNull();
        assertThat(opened.expiresAt()).isEqualTo(World.DEADLINE);
        assertThat(opened.derivationPath()).isEqualTo("0/0");
        assertThat(amounts(opened).due().units()).isEqualTo("100000000");
        assertThat(amounts(opened).need().units()).isEqualTo("99500000");
        assertThat(world.quotes.stored).hasSize(1);
        assertThat(waitsFor(opened.id()))
                .containsExactlyInAnyOrder(Cause.CLOCK.name(), Cause.CHAIN_TIME.name());
    }

    @Test
    void keepsExactlyWhatItSaid() {
        var opened = world.open(World.USDC);

        assertThat(world.view(opened.id())).isEqualTo(opened);
    }

    @Test
    void usesNoAddressWhenThereIsNoRate() {
        world.quotes.unavailable = true;

        world.opening
                .open(LedgerWorld.request(LedgerWorld.SHOP, "order-1", World.USDC), null)
                .as(StepVerifier::create)
                .verifyError(RateUnavailable.class);

        assertThat(world.chains.allocated).hasValue(0);
        assertThat(rows("payment")).isZero();
    }

    @Test
    void opensAllTheSameWhenAnOptionHasNoRateYet() {
        world.quotes.unavailable = true;

        assertThat(world.open(null).options()).extracting("indicative").containsOnlyNulls();
    }

    @Test
    void isAsSureAsTheMerchantWantsToBe() {
        assertThat(leastOf(LedgerWorld.SHOP)).isEqualTo(Size.SMALL);
        assertThat(leastOf(LedgerWorld.CAREFUL)).as("200.00 USD").isEqualTo(Size.LARGE);

        world.quotes.exchanging = false;
        assertThat(leastOf(LedgerWorld.CAREFUL)).as("nobody knows how much").isEqualTo(Size.LARGE);
    }

    private Size leastOf(MerchantId merchant) {
        var _ = result(world.opening.open(LedgerWorld.request(merchant, "o", World.USDC), null));
        return Objects.requireNonNull(world.chains.asked).least();
    }

    @Test
    void freezesTheToleranceInTheCurrencyOfThePrice() {
        var price = Price.of("100.00", Currency.getInstance("USD"));

        var opened = result(world.opening.open(LedgerWorld.asking(price), null));
        world.quotes.exchanging = false;
        var without = result(world.opening.open(LedgerWorld.asking(price), null));

        assertThat(opened.policy())
                .extracting(PaymentView.Policy::tolerance)
                .isEqualTo(new PaymentView.Tolerance("0.10", "0.5", "2.00", "USD"));
        assertThat(amounts(opened).need().units()).isEqualTo("99500000");
        assertThat(amounts(without).need().units()).isEqualTo("100000000");
    }

    @Test
    void leavesNothingBehindWhenItsUnitFails() {
        world.quotes.unstorable = true;

        world.opening
                .open(LedgerWorld.request(LedgerWorld.SHOP, "order-1", World.USDC), null)
                .as(StepVerifier::create)
                .verifyErrorMessage("the disk is full");

        assertThat(rows("payment")).isZero();
        assertThat(rows("payment_event")).isZero();
        assertThat(rows("journal_pending")).isZero();
    }

    private List<String> waitsFor(String payment) {
        return result(
                world.database
                        .sql("SELECT cause FROM payment_due WHERE payment = :payment LIMIT 10")
                        .bind("payment", payment)
                        .all(row -> row.get("cause", String.class))
                        .collectList());
    }

    private long rows(String table) {
        return result(
                world.database
                        .sql("SELECT count(*) AS rows FROM " + table)
                        .one(row -> row.get("rows", Long.class)));
    }
}
