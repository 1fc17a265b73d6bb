package io.sluice.quote;

import io.sluice.merchant.MerchantId;
import reactor.core.publisher.Mono;

/** Where issued quotes are kept. */
interface QuoteStore {

    /** Keeps a quote of {@code merchant} for ever; part of the caller's unit. */
    Mono<Void> insert(MerchantId merchant, Quote quote);

    Mono<Quote> find(MerchantId merchant, String id);
}
