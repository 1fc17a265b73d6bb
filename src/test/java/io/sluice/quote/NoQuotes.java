package io.sluice.quote;

import io.sluice.merchant.MerchantId;
import reactor.core.publisher.Mono;

/** Keeps nothing. */
final class NoQuotes implements QuoteStore {

    @Override
    public Mono<Void> insert(MerchantId merchant, Quote quote) {
        return Mono.empty();
    }

    @Override
    public Mono<Quote> find(MerchantId merchant, String id) {
        return Mono.empty();
    }
}
