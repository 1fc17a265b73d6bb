package io.sluice.payment.ledger;

import io.sluice.money.AssetAmount;
import io.sluice.money.AssetMoney;
import io.sluice.money.ChainId;
import io.sluice.money.Money;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.PaymentView.Indication;
import io.sluice.payment.derivation.Choice;
import io.sluice.payment.derivation.Resolutions.Acceptance;
import io.sluice.payment.derivation.Resolutions.Dismissal;
import io.sluice.payment.derivation.Resolutions.Resolution;
import io.sluice.payment.derivation.Standing;
import io.sluice.payment.derivation.Terms;
import io.sluice.quote.Quote;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says where a payment stands in the words of the API. */
final class Views {

    private static final int SHOWN_TRANSFERS = 50;

    private final boolean livemode;

    Views(boolean livemode) {
        this.livemode = livemode;
    }

    PaymentView of(PaymentId id, long version, Terms terms, Standing standing) {
        var choice = standing.choice();
        return new PaymentView(
                id.value(),
                version,
                standing.status().word(),
                standing.nextAction(),
                terms.reference(),
                terms.description(),
                Money.of(terms.price()),
                terms.createdAt(),
                terms.chooseBy(),
                choice == null ? null : choice.expiresAt(),
                terms.options().stream().map(Views::option).toList(),
                choice == null ? null : choice.asset().id(),
                choice == null ? null : choice.deposit().address(),
                choice == null ? null : choice.deposit().derivationPath(),
                amounts(standing),
                choice == null ? null : policy(choice),
                choice == null ? null : quote(choice.quote()),
                standing.arrivals().stream().map(Views::transfer).toList(),
                standing.exceptions(),
                standing.blockedBy().stream().map(ChainId::value).toList(),
                standing.resolutions().stream().map(it -> resolution(terms, it)).toList(),
                terms.returnUrl(),
                terms.metadata(),
                livemode);
    }

    private static PaymentView.Option option(Terms.Option option) {
        return new PaymentView.Option(
                option.asset().id(), option.asset().symbol(), indication(option.indicative()));
    }

    private static @Nullable Indication indication(@Nullable AssetAmount about) {
        return about == null ? null : new Indication(about.amount(), about.units().toString());
    }

    private static PaymentView.@Nullable Amounts amounts(Standing standing) {
        var amounts = standing.amounts();
        return amounts == null
                ? null
                : new PaymentView.Amounts(
                        AssetMoney.of(amounts.due()),
                        AssetMoney.of(amounts.need()),
                        AssetMoney.of(amounts.seen()),
                        AssetMoney.of(amounts.counted()),
                        AssetMoney.of(amounts.settled()),
                        AssetMoney.of(amounts.missing()),
                        AssetMoney.of(amounts.surplus()));
    }

    private static PaymentView.Policy policy(Choice choice) {
        var tolerance = choice.policy().tolerance();
        return new PaymentView.Policy(
                choice.policy().finality().tier(),
                choice.policy().requires(),
                new PaymentView.Tolerance(
                        tolerance.absolute().toPlainString(),
                        tolerance.percent().toPlainString(),
                        tolerance.cap().toPlainString(),
                        tolerance.currency().getCurrencyCode()),
                choice.policy().late().name().toLowerCase(Locale.ROOT));
    }

    private static PaymentView.QuoteSummary quote(Quote quote) {
        return new PaymentView.QuoteSummary(
                quote.id(),
                quote.rate().toPlainString(),
                quote.stale(),
                quote.validUntil(),
                quote.sources().stream().map(Views::source).toList(),
                quote.signature());
    }

    private static PaymentView.Source source(Quote.Evidence evidence) {
        var mid = evidence.mid();
        return new PaymentView.Source(
                evidence.name(),
                evidence.pair(),
                mid == null ? null : mid.toPlainString(),
                evidence.ageMillis(),
                evidence.dropped() == null);
    }

    private static PaymentView.Resolution resolution(Terms terms, Resolution resolution) {
        return new PaymentView.Resolution(
                switch (resolution) {
                    case Acceptance _ -> "accept";
                    case Dismissal _ -> "dismiss";
                },
                resolution.note(),
                resolution.by(),
                resolution.at(),
                resolution.transfers().stream().limit(SHOWN_TRANSFERS).toList(),
                resolution.transfers().size(),
                switch (resolution) {
                    case Acceptance it -> need(terms, it);
                    case Dismissal _ -> null;
                });
    }

    private static @Nullable AssetMoney need(Terms terms, Acceptance acceptance) {
        return terms.issued(acceptance.quote())
                .map(it -> AssetMoney.of(new AssetAmount(it.asset(), acceptance.need())))
                .orElse(null);
    }

    private static PaymentView.TransferSummary transfer(Standing.Arrival arrival) {
        var transfer = arrival.transfer();
        var amount = transfer.amount();
        var block = transfer.block();
        return new PaymentView.TransferSummary(
                transfer.id(),
                arrival.state(),
                transfer.grade().name().toLowerCase(Locale.ROOT),
                amount.asset().id(),
                amount.asset().symbol(),
                amount.amount(),
                amount.units().toString(),
                transfer.sender(),
                new PaymentView.Block(block.height(), block.hash(), block.time()),
                arrival.onTime());
    }
}
