package io.sluice.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.PendingTransfer;
import io.sluice.chain.PendingTransfer.State;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Standing;
import io.sluice.payment.derivation.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on its way is shown, and decides nothing. */
class OnTheirWayTests {

    private static final PendingTransfer WHOLE = pending("a", World.USDC, "100", State.DETECTED);

    private final LedgerWorld world = new LedgerWorld();

    @Test
    void keepsNoDeadlineFromPassing() {
        var id = world.open(World.USDC).id();
        world.chains.pending = List.of(WHOLE);

        world.clock.at(World.AFTER);
        world.chains.say(LedgerWorld.read(1000, 0));
        world.rounds.round().block();

        var view = world.view(id);
        assertThat(view.status()).isEqualTo("expired");
        assertThat(view.transfers()).extracting(it -> it.state()).containsExactly("detected");
        assertThat(LedgerWorld.amounts(view).seen().units()).isEqualTo("100000000");
        assertThat(LedgerWorld.amounts(view).counted().units()).isEqualTo("0");
    }

    static Stream<Function<LedgerWorld, PaymentView>> payments() {
        return Stream.of(
                it -> it.open(World.USDC), LedgerWorld::processing, LedgerWorld::underpaid);
    }

    @ParameterizedTest
    @MethodSource("payments")
    void changesNothingButTransfersAndWhatIsSeen(Function<LedgerWorld, PaymentView> made) {
        var view = made.apply(world);
        var other = pending("b", World.ETH, "1", State.DETECTED);
        var gone = pending("c", World.USDC, "7", State.REPLACED);

        var shown = with(view, WHOLE, other, gone);

        assertThat(shown.showing(view.amounts(), view.transfers())).isEqualTo(view);
        assertThat(shown.transfers()).hasSize(view.transfers().size() + 3);
        assertThat(units(shown)).isEqualTo(units(view).add(new BigDecimal(100_000_000)));
        assertThat(LedgerWorld.amounts(shown).seeing(LedgerWorld.amounts(view).seen()))
                .isEqualTo(view.amounts());
    }

    @Test
    void isNothingWhereNothingWasChosen() {
        var view = world.open(null);

        assertThat(with(view, WHOLE)).isEqualTo(view);
    }

    private PaymentView with(PaymentView view, PendingTransfer... pending) {
        var payment = LedgerWorld.result(world.payments.find(new PaymentId(view.id())));
        var state =
                world.chains.state(
                        payment.terms().choices().stream().map(it -> it.deposit()).toList());
        var reading = ChainReading.Reading.of(LedgerWorld.result(state));
        var standing = Standing.of(Ledger.evidence(payment, reading), world.clock.instant());
        return new OnTheirWay(List.of(pending), standing).in(view);
    }

    private static BigDecimal units(PaymentView view) {
        return new BigDecimal(LedgerWorld.amounts(view).seen().units());
    }

    private static PendingTransfer pending(String tx, Asset asset, String whole, State state) {
        return new PendingTransfer(
                World.CHAIN + "/" + tx + "/log:0",
                "0xsender",
                AssetAmount.atLeast(asset, new BigDecimal(whole)),
                state,
                World.OPENED);
    }
}
