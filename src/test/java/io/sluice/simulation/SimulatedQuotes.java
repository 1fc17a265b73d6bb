package io.sluice.simulation;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.platform.cluster.Ids;
import io.sluice.quote.Quote;
import io.sluice.quote.Quotes;
import io.sluice.quote.RateUnavailable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Rates that wander, and now and then there is none. */
final class SimulatedQuotes implements Quotes {

    private final SimulatedDatabase database;
    private final Table<String, Quote> quotes;
    private final Ids ids;
    private final Dice dice;
    private final InstantSource clock;

    SimulatedQuotes(
            SimulatedDatabase database,
            Table<String, Quote> quotes,
            Ids ids,
            Dice dice,
            InstantSource clock) {
        this.database = database;
        this.quotes = quotes;
        this.ids = ids;
        this.dice = dice;
        this.clock = clock;
    }

    @Override
    public Quote offer(Price price, Asset asset, Instant validUntil) {
        var rate = rate();
        return new Quote(
                ids.next("quo"),
                price,
                worth(price, asset, rate),
                rate,
                false,
                clock.instant(),
                validUntil,
                List.of(),
                "signature");
    }

    @Override
    public Quote offerAtMarket(Price price, Asset asset, Instant validUntil) {
        return offer(price, asset, validUntil);
    }

    @Override
    public Mono<Quote> find(MerchantId merchant, String id) {
        return database.statement(unit -> quotes.find(unit, id));
    }

    @Override
    public AssetAmount indicative(Price price, Asset asset) {
        return worth(price, asset, rate());
    }

    @Override
    public Optional<BigDecimal> exchangeRate(Currency from, Currency to) {
        return from.equals(to) ? Optional.of(BigDecimal.ONE) : Optional.empty();
    }

    @Override
    public Mono<Void> store(MerchantId merchant, Quote quote) {
        return database.statement(unit -> {
            quotes.insert(unit, quote.id(), quote);
            return null;
        });
    }

    private BigDecimal rate() {
        if (dice.chance(10)) {
            throw new RateUnavailable("no source answers");
        }
        return BigDecimal.valueOf(dice.between(900, 1100), 3);
    }

    private static AssetAmount worth(Price price, Asset asset, BigDecimal rate) {
        return AssetAmount.atLeast(asset, price.amount().divide(rate, MathContext.DECIMAL64));
    }
}
