package io.sluice.chain;

import io.sluice.merchant.MerchantId;
import reactor.core.publisher.Mono;

/** Addresses to be paid at. One belongs to one payment for ever. */
public interface DepositAddresses {

    /**
     * Takes an address that is under watch already; part of the caller's unit. Fails with {@link
     * ChainFailure.NoWallet} or {@link ChainFailure.NoAddressReady}.
     *
     * @param family CAIP-2 namespace of the chains that share the address
     */
    Mono<DepositAddress> allocate(MerchantId merchant, String family, String payment);
}
