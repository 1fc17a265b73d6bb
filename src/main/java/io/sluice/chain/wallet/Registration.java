package io.sluice.chain.wallet;

import io.sluice.merchant.MerchantId;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.database.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a merchant's extended public key in. */
@Component
final class Registration {

    private final WalletStore wallets;
    private final AddressStore addresses;
    private final PoolKeeper keeper;
    private final Database database;
    private final Ids ids;

    Registration(
            WalletStore wallets,
            AddressStore addresses,
            PoolKeeper keeper,
            Database database,
            Ids ids) {
        this.wallets = wallets;
        this.addresses = addresses;
        this.keeper = keeper;
        this.database = database;
        this.ids = ids;
    }

    /** Keeps the key with its first addresses, so that a payment can be opened right after. */
    Mono<Wallet> register(MerchantId merchant, NewWallet wallet) {
        return Mono.fromSupplier(() -> ids.next("wal"))
                .delayUntil(id -> wallets.add(id, merchant, wallet))
                .delayUntil(id -> addresses.add(id, wallet.family(), 0, wallet.addresses()))
                .delayUntil(this::fillOnceItIsThere)
                .flatMap(id -> find(merchant, id))
                .as(database::atomically);
    }

    /** Sooner, the keeper might find no such wallet and forget the wish. */
    private Mono<Void> fillOnceItIsThere(String wallet) {
        return database.afterCommit(() -> Mono.fromRunnable(() -> keeper.want(wallet)));
    }

    private Mono<Wallet> find(MerchantId merchant, String id) {
        return wallets.of(merchant).filter(wallet -> wallet.id().equals(id)).single();
    }
}
