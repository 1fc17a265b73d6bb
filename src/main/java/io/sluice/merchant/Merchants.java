package io.sluice.merchant;

import reactor.core.publisher.Mono;

/** The merchants this gateway takes payments for. */
public interface Merchants {

    /** The merchant with their policies; defaults where they have set none. */
    Mono<Merchant> find(MerchantId id);
}
