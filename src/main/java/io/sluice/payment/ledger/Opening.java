package io.sluice.payment.ledger;

import io.sluice.chain.Assets;
import io.sluice.merchant.Merchant;
import io.sluice.merchant.Merchants;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.payment.PaymentId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.Terms;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.database.Database;
import io.sluice.quote.Quotes;
import io.sluice.quote.RateUnavailable;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Opens payments: terms, choice, address, event, all in one unit. */
public final class Opening {

    private final Database database;
    private final Merchants merchants;
    private final Assets assets;
    private final Quotes quotes;
    private final Choices choices;
    private final Ledger ledger;
    private final Ids ids;
    private final InstantSource clock;

    Opening(
            Database database,
            Merchants merchants,
            Assets assets,
            Quotes quotes,
            Choices choices,
            Ledger ledger,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.merchants = merchants;
        this.assets = assets;
        this.quotes = quotes;
        this.choices = choices;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<PaymentView> open(OpenPayment request, @Nullable String traceparent) {
        return merchants
                .find(request.merchant())
                .flatMap(merchant -> open(request, merchant, traceparent))
                .map(Payment::view)
                .as(database::atomically)
                .checkpoint("open payment");
    }

    private Mono<Payment> open(
            OpenPayment request, Merchant merchant, @Nullable String traceparent) {
        var id = new PaymentId(ids.next("pay"));
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Mono.fromCallable(() -> terms(request, merchant, now))
                .flatMap(terms -> choose(request.asset(), merchant, id, terms, now))
                .flatMap(terms -> ledger.open(id, merchant.id(), terms, now, traceparent));
    }

    private Mono<Terms> choose(
            @Nullable Asset asset, Merchant merchant, PaymentId id, Terms terms, Instant now) {
        return asset == null ? Mono.just(terms) : choices.choose(merchant, id, terms, asset, now);
    }

    private Terms terms(OpenPayment request, Merchant merchant, Instant now) {
        var chooseBy = now.plus(request.chooseWithin(merchant.chooseWithin()));
        return new Terms(
                request.price(),
                request.reference(),
                request.description(),
                request.returnUrl(),
                request.metadata(),
                now,
                request.asset() == null ? chooseBy : null,
                request.payWithin(merchant.payWithin()),
                request.assets().stream().map(it -> option(request.price(), it)).toList(),
                dust(),
                List.of());
    }

    private Terms.Option option(Price price, Asset asset) {
        return new Terms.Option(asset, indicative(price, asset));
    }

    /** An option without a rate stays an option: there may be one when it is chosen. */
    private @Nullable AssetAmount indicative(Price price, Asset asset) {
        try {
            return quotes.indicative(price, asset);
        } catch (RateUnavailable unavailable) {
            return null;
        }
    }

    private Map<String, BigInteger> dust() {
        return assets.all().stream().collect(Collectors.toMap(Asset::id, assets::dust));
    }
}
