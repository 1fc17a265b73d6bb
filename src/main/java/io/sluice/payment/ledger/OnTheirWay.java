package io.sluice.payment.ledger;

import io.sluice.chain.PendingTransfer;
import io.sluice.money.AssetAmount;
import io.sluice.money.AssetMoney;
import io.sluice.payment.PaymentView;
import io.sluice.payment.PaymentView.TransferSummary;
import io.sluice.payment.derivation.Standing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Transfers that single nodes tell of and no block holds yet. They are added to what is shown once
 * everything is decided, so that they never decide anything.
 */
record OnTheirWay(List<PendingTransfer> pending, Standing standing) {

    /** {@code view}, with these in it. */
    PaymentView in(PaymentView view) {
        return standing.choice() == null || pending.isEmpty()
                ? view
                : view.showing(
                        amounts(view.amounts()),
                        Stream.concat(view.transfers().stream(), pending.stream().map(this::shown))
                                .toList());
    }

    private PaymentView.@Nullable Amounts amounts(PaymentView.@Nullable Amounts view) {
        var amounts = standing.amounts();
        return view == null || amounts == null
                ? view
                : view.seeing(AssetMoney.of(seen(amounts.seen())));
    }

    private AssetAmount seen(AssetAmount included) {
        return pending.stream()
                .filter(it -> it.state() == PendingTransfer.State.DETECTED)
                .map(PendingTransfer::amount)
                .filter(it -> it.asset().id().equals(included.asset().id()))
                .map(it -> new AssetAmount(included.asset(), it.units()))
                .reduce(included, AssetAmount::plus);
    }

    private TransferSummary shown(PendingTransfer transfer) {
        var amount = transfer.amount();
        return new TransferSummary(
                transfer.id(),
                transfer.state().name().toLowerCase(Locale.ROOT),
                "single",
                amount.asset().id(),
                amount.asset().symbol(),
                amount.amount(),
                amount.units().toString(),
                transfer.sender(),
                null,
                isInTime(transfer));
    }

    private boolean isInTime(PendingTransfer transfer) {
        var choice = standing.choice();
        return choice != null && !transfer.noticedAt().isAfter(choice.expiresAt());
    }
}
