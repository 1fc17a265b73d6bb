package io.sluice.chain.wallet;

import io.sluice.chain.family.Account;
import io.sluice.chain.family.Families;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.ChainProperties.Pool;
import io.sluice.platform.database.Database;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Derives addresses ahead, so that opening a payment does no curve arithmetic. */
@Component
final class AddressPool {

    private static final int BATCH = 64;

    private final Families families;
    private final WalletStore wallets;
    private final AddressStore addresses;
    private final Database database;
    private final Pool sizes;

    AddressPool(
            Families families,
            WalletStore wallets,
            AddressStore addresses,
            Database database,
            ChainProperties properties) {
        this.families = families;
        this.wallets = wallets;
        this.addresses = addresses;
        this.database = database;
        this.sizes = properties.pool();
    }

    /**
     * Reads a key and derives its first addresses.
     *
     * @throws io.sluice.chain.ChainFailure when the family is unknown or the key unusable
     */
    NewWallet open(String family, String xpub) {
        var account = families.require(family).account(xpub);
        return new NewWallet(
                family, xpub, account.fingerprint(), derive(account, 0, sizes.first()));
    }

    /** Fills the pool of {@code wallet} up when half of it is used. */
    Mono<Void> refill(String wallet) {
        return wallets.key(wallet).flatMap(this::refill);
    }

    /** Whoever fills the pool up after {@code key} was read has moved its next index on. */
    private Mono<Void> refill(KeptKey key) {
        return addresses
                .free(key.wallet(), sizes.ready())
                .filter(free -> free <= sizes.ready() / 2)
                .flatMap(free -> deriveMore(key, sizes.ready() - free));
    }

    /** Off the event loop, for the arithmetic is long and its library may block. */
    private Mono<Void> deriveMore(KeptKey key, int missing) {
        var count = Math.min(missing, BATCH);
        return Mono.fromCallable(() -> derive(key, count))
                .subscribeOn(Schedulers.boundedElastic())
                .filterWhen(derived -> keep(key, derived))
                .filter(_ -> missing > count)
                .flatMap(_ -> deriveMore(key.after(count), missing - count));
    }

    /** True when they are ours; false when somebody derived from {@code key} meanwhile. */
    private Mono<Boolean> keep(KeptKey key, List<String> derived) {
        return wallets.advance(key, derived.size())
                .filter(ours -> ours)
                .delayUntil(_ -> add(key, derived))
                .defaultIfEmpty(false)
                .as(database::atomically);
    }

    private Mono<Void> add(KeptKey key, List<String> derived) {
        return addresses.add(key.wallet(), key.family(), key.nextIndex(), derived);
    }

    private List<String> derive(KeptKey key, int count) {
        var account = families.require(key.family()).account(key.xpub());
        return derive(account, key.nextIndex(), count);
    }

    private static List<String> derive(Account account, int from, int count) {
        return IntStream.range(from, from + count).mapToObj(account::address).toList();
    }
}
