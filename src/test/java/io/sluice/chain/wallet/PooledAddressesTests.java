package io.sluice.chain.wallet;

import io.sluice.TestDatabase;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Networks;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.database.Database;
import io.sluice.sandbox.SandboxMerchant;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Addresses of a pool in a real database, which nobody fills up. */
class PooledAddressesTests extends DepositAddressesContract {

    private final Database database = TestDatabase.fresh().database();
    private final WalletStore wallets = new WalletStore(database);
    private final AddressStore store = new AddressStore(database, Networks.unasked());
    private final AddressPool pool =
            new AddressPool(EvmFamilies.all(), wallets, store, database, Networks.unasked());
    private final PoolKeeper keeper =
            new PoolKeeper(pool, wallets, new Roles(EnumSet.noneOf(Roles.Role.class)));

    @BeforeEach
    void register() {
        new Registration(wallets, store, keeper, database, prefix -> prefix + "_1")
                .register(SHOP, pool.open(FAMILY, SandboxMerchant.xpub(0)))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Override
    protected Database database() {
        return database;
    }

    @Override
    protected DepositAddresses addresses() {
        return new PooledAddresses(wallets, store, keeper, EvmFamilies.all());
    }

    @Override
    protected Mono<Void> paid(String address) {
        return database.sql(
                        """
                        INSERT INTO transfer (id, chain, address, sender, asset, symbol, decimals,
                               units, state, grade, block_height, block_hash, block_time,
                               first_included_at, revision)
                        VALUES ('tx/log:0', 'eip155:31337', :address, '0x', 'eip155:31337/slip44:60',
                               'ETH', 18, 1, 'INCLUDED', 'QUORUM', 1, '0x', now(), now(), 1)
                        """)
                .bind("address", address)
                .update()
                .then();
    }
}
