package io.sluice.chain.wallet;

import io.sluice.chain.ChainFailure;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.family.Families;
import io.sluice.merchant.MerchantId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives out addresses from the pool of the merchant's wallet in use. */
@Component
final class PooledAddresses implements DepositAddresses {

    private final WalletStore wallets;
    private final AddressStore addresses;
    private final PoolKeeper keeper;
    private final Families families;

    PooledAddresses(
            WalletStore wallets, AddressStore addresses, PoolKeeper keeper, Families families) {
        this.wallets = wallets;
        this.addresses = addresses;
        this.keeper = keeper;
        this.families = families;
    }

    @Override
    public Mono<DepositAddress> allocate(MerchantId merchant, String family, String payment) {
        return wallets.inUse(merchant, family)
                .switchIfEmpty(Mono.error(() -> new ChainFailure.NoWallet(merchant, family)))
                .doOnNext(keeper::want)
                .flatMap(wallet -> addresses.allocate(wallet, payment))
                .switchIfEmpty(Mono.error(() -> new ChainFailure.NoAddressReady(merchant)))
                .map(allocated -> address(family, allocated));
    }

    private DepositAddress address(String family, AddressStore.Allocated allocated) {
        var path = families.require(family).path(allocated.index());
        return new DepositAddress(family, allocated.address(), path);
    }
}
