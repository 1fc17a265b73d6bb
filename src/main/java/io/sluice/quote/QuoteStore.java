package io.sluice.quote;

import reactor.core.publisher.Mono;

/** Where issued quotes are kept. */
@FunctionalInterface
interface QuoteStore {

    /** Keeps {@code quote} for ever; part of the caller's unit. */
    Mono<Void> insert(Quote quote);
}
