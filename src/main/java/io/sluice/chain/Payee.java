package io.sluice.chain;

import reactor.core.publisher.Mono;

/** Knows what still is to be paid. Implemented by whoever is paid. */
public interface Payee {

    /** Whether somebody should pay {@code payment} now. */
    Mono<Boolean> awaits(String payment);
}
