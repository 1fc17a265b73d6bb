package io.sluice.quote;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.platform.cluster.Ids;
import io.sluice.quote.RateUnavailable.Why;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Quotes from the latest rates: no source is asked and nothing is waited for. */
final class SnapshotQuotes implements Quotes {

    private final Rates rates;
    private final QuoteSeal seal;
    private final QuoteStore store;
    private final Ids ids;
    private final InstantSource clock;

    SnapshotQuotes(Rates rates, QuoteSeal seal, QuoteStore store, Ids ids, InstantSource clock) {
        this.rates = rates;
        this.seal = seal;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Quote offer(Price price, Asset asset, Instant validUntil) {
        return quote(price, asset, pegged(price, asset), validUntil);
    }

    @Override
    public Quote offerAtMarket(Price price, Asset asset, Instant validUntil) {
        return quote(price, asset, rates.rate(pair(price, asset)), validUntil);
    }

    @Override
    public AssetAmount indicative(Price price, Asset asset) {
        return due(price, asset, pegged(price, asset).snapshot().value());
    }

    private Rates.Rate pegged(Price price, Asset asset) {
        var rate = rates.rate(pair(price, asset));
        if (rate.depegged()) {
            throw new RateUnavailable(
                    Why.DEPEGGED, asset.symbol() + " is not known to be worth what it promises");
        }
        return rate;
    }

    private Quote quote(Price price, Asset asset, Rates.Rate rate, Instant validUntil) {
        // Microseconds are what the database keeps: a quote read back equals the one issued.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var snapshot = rate.snapshot();
        return seal.signed(
                new Quote(
                        ids.next("quo"),
                        price,
                        due(price, asset, snapshot.value()),
                        snapshot.value(),
                        rate.stale(),
                        now,
                        validUntil.truncatedTo(ChronoUnit.MICROS),
                        Quote.Evidence.of(snapshot, now),
                        ""));
    }

    @Override
    public Optional<BigDecimal> exchangeRate(Currency from, Currency to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        var pair = new Pair(from.getCurrencyCode(), to.getCurrencyCode());
        return rate(pair)
                .or(() ->
                        rate(pair.inverted())
                                .map(it -> BigDecimal.ONE.divide(it, MathContext.DECIMAL128)));
    }

    private Optional<BigDecimal> rate(Pair pair) {
        try {
            return Optional.of(rates.rate(pair).snapshot().value());
        } catch (RateUnavailable unknown) {
            return Optional.empty();
        }
    }

    @Override
    public Mono<Void> store(MerchantId merchant, Quote quote) {
        return store.insert(merchant, quote);
    }

    @Override
    public Mono<Quote> find(MerchantId merchant, String id) {
        return store.find(merchant, id);
    }

    /** Symbols may be names that no venue could list, such as {@code USDC.e}. */
    private static Pair pair(Price price, Asset asset) {
        var base = asset.symbol().toUpperCase(Locale.ROOT);
        var quote = price.currency().getCurrencyCode();
        try {
            return new Pair(base, quote);
        } catch (IllegalArgumentException noPair) {
            throw RateUnavailable.notPriced(base + "/" + quote);
        }
    }

    /** Rounded up to the smallest part of the asset: the merchant never gets less than asked. */
    private static AssetAmount due(Price price, Asset asset, BigDecimal rate) {
        var units =
                price.amount()
                        .movePointRight(asset.decimals())
                        .divide(rate, 0, RoundingMode.CEILING);
        return new AssetAmount(asset, units.toBigIntegerExact());
    }
}
