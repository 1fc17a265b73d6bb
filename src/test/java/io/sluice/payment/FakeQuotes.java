package io.sluice.payment;

import io.sluice.merchant.MerchantId;
import io.sluice.money.Asset;
import io.sluice.money.AssetAmount;
import io.sluice.money.Price;
import io.sluice.quote.Quote;
import io.sluice.quote.Quotes;
import io.sluice.quote.RateUnavailable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One whole asset for one of any currency, unless there is no rate. */
public final class FakeQuotes implements Quotes {

    public final Queue<Quote> stored = new ConcurrentLinkedQueue<>();
    public volatile boolean unavailable;
    public volatile boolean unstorable;
    public volatile boolean exchanging = true;
    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public Quote offer(Price price, Asset asset, Instant validUntil) {
        var mid = new BigDecimal("1.00");
        return new Quote(
                "quo_" + numbers.incrementAndGet(),
                price,
                indicative(price, asset),
                mid,
                false,
                validUntil.minusSeconds(60),
                validUntil,
                List.of(
                        new Quote.Evidence("one", "USDC/EUR", mid, 12, null, List.of()),
                        new Quote.Evidence("two", "USDC/EUR", null, 0, "silent", List.of())),
                "signature");
    }

    @Override
    public Quote offerAtMarket(Price price, Asset asset, Instant validUntil) {
        return offer(price, asset, validUntil);
    }

    @Override
    public Mono<Quote> find(MerchantId merchant, String id) {
        return Flux.fromIterable(stored).filter(it -> it.id().equals(id)).next();
    }

    @Override
    public AssetAmount indicative(Price price, Asset asset) {
        if (unavailable) {
            throw new RateUnavailable("no source answers");
        }
        return AssetAmount.atLeast(asset, price.amount());
    }

    /** Two of one currency for one of another, as far as there is a rate. */
    @Override
    public Optional<BigDecimal> exchangeRate(Currency from, Currency to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        return exchanging ? Optional.of(BigDecimal.TWO) : Optional.empty();
    }

    @Override
    public Mono<Void> store(MerchantId merchant, Quote quote) {
        return Mono.fromRunnable(() -> {
            if (unstorable) {
                throw new IllegalStateException("the disk is full");
            }
            stored.add(quote);
        });
    }
}
