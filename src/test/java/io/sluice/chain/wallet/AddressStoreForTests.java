package io.sluice.chain.wallet;

import io.sluice.chain.family.Watched;
import io.sluice.chain.network.ChainProperties;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.database.Database;
import java.util.List;
import reactor.core.publisher.Mono;

/** Lets tests of other packages put addresses into a pool the way the gateway does. */
public final class AddressStoreForTests {

    private AddressStoreForTests() {}

    /** The wallet the addresses belong to. */
    public static Mono<Void> wallet(Database database) {
        var wallet = new NewWallet("eip155", "xpub", "fingerprint", List.of());
        return new WalletStore(database).add("wal_1", new MerchantId("shop"), wallet);
    }

    public static Mono<Void> add(Database database, ChainProperties properties, String address) {
        return new AddressStore(database, properties).add("wal_1", "eip155", 0, List.of(address));
    }

    /** Whom the gateway takes for watched. */
    public static Watched watched(Database database) {
        return new WatchedAddresses(database);
    }
}
