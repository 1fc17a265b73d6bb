package io.sluice.quote;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Prices in assets, from the freshest snapshot: asking for one never waits for a source. */
public interface Quotes {

    /**
     * A new quote, not stored yet.
     *
     * @throws RateUnavailable when no sound rate is known right now, or {@code asset} is a
     *     stablecoin more than 2 % off what it promises
     */
    Quote offer(Price price, Asset asset, Instant validUntil);

    /** The same, also for a stablecoin that has lost its peg: at what the market gives for it. */
    Quote offerAtMarket(Price price, Asset asset, Instant validUntil);

    /**
     * What {@code price} is worth at the moment, binding nobody.
     *
     * @throws RateUnavailable when no sound rate is known right now
     */
    AssetAmount indicative(Price price, Asset asset);

    /**
     * What one {@code from} is worth in {@code to}; empty when no sound rate is known right now.
     */
    Optional<BigDecimal> exchangeRate(Currency from, Currency to);

    /** Keeps a quote of {@code merchant} for ever; part of the caller's unit. */
    Mono<Void> store(MerchantId merchant, Quote quote);

    /** A quote that {@code merchant} was given; empty when there is none of this id. */
    Mono<Quote> find(MerchantId merchant, String id);
}
