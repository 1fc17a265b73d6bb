package io.sluice.chain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.chain.ChainFailure;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.evm.EvmFamilies;
import io.sluice.chain.network.Networks;
import io.sluice.merchant.MerchantId;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.database.Database;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxMerchant;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WalletsTests {

    private static final String FAMILY = "eip155";
    private static final MerchantId SHOP = new MerchantId("shop");
    private static final MerchantId OTHER = new MerchantId("other");

    private final Database database = TestDatabase.fresh().database();
    private final WalletStore wallets = new WalletStore(database);
    private final AddressStore store = new AddressStore(database, Networks.unasked());
    private final AddressPool pool =
            new AddressPool(EvmFamilies.all(), wallets, store, database, Networks.unasked());
    private final PoolKeeper keeper =
            new PoolKeeper(pool, wallets, new Roles(EnumSet.allOf(Roles.Role.class)));
    private final AtomicInteger ids = new AtomicInteger();
    private final Registration registration =
            new Registration(
                    wallets,
                    store,
                    keeper,
                    database,
                    prefix -> prefix + "_" + ids.incrementAndGet());
    private final PooledAddresses addresses =
            new PooledAddresses(wallets, store, keeper, EvmFamilies.all());

    @BeforeEach
    void register() {
        register(SHOP, 0).as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    @AfterEach
    void stop() {
        keeper.stop();
    }

    @Test
    void showsTheFirstAddressBackToItsMerchantOnly() {
        wallets.of(SHOP)
                .map(Wallet::firstAddress)
                .as(StepVerifier::create)
                .expectNext(SandboxMerchant.address(0, 0))
                .verifyComplete();
        wallets.of(OTHER).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void givesAddressesOutInOrderRightAfterTheWalletWasRegistered() {
        Flux.concat(allocate("pay_1"), allocate("pay_2"))
                .as(StepVerifier::create)
                .expectNext(new DepositAddress(FAMILY, SandboxMerchant.address(0, 0), "0/0"))
                .expectNext(new DepositAddress(FAMILY, SandboxMerchant.address(0, 1), "0/1"))
                .verifyComplete();
    }

    @Test
    void givesNoAddressOutTwiceHoweverManyAskAtOnce() {
        pool.refill("wal_1").as(StepVerifier::create).verifyComplete();
        drainFrom(0, 8);
        pool.refill("wal_1").as(StepVerifier::create).verifyComplete();

        Flux.range(100, 16)
                .flatMap(payment -> allocate("pay_" + payment), 16)
                .map(DepositAddress::address)
                .collectList()
                .as(StepVerifier::create)
                .assertNext(given -> assertThat(given).hasSize(16).doesNotHaveDuplicates())
                .verifyComplete();
    }

    @Test
    void passesOverAnAddressThatSomebodyPaidToBeforeItWasGivenOut() {
        paidTo(SandboxMerchant.address(0, 0)).as(StepVerifier::create).verifyComplete();

        assertThat(free()).isEqualTo(3);
        allocate("pay_1")
                .map(DepositAddress::address)
                .as(StepVerifier::create)
                .expectNext(SandboxMerchant.address(0, 1))
                .verifyComplete();
    }

    @Test
    void putsTheAddressBackWhenTheUnitFails() {
        allocate("pay_1")
                .then(Mono.error(new IllegalStateException("no quote")))
                .as(database::atomically)
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);

        allocate("pay_2")
                .map(DepositAddress::derivationPath)
                .as(StepVerifier::create)
                .expectNext("0/0")
                .verifyComplete();
    }

    @Test
    void saysSoWhenThePoolIsEmptyAndFillsItSoon() {
        drainFrom(0, 4);

        allocate("pay_one_more")
                .as(StepVerifier::create)
                .verifyError(ChainFailure.NoAddressReady.class);
        keeper.start();

        Eventually.holds(Duration.ofSeconds(5), () -> free() == 16);
    }

    @Test
    void fillsThePoolOfAWalletHoweverLongItsRegistrationTakesToCommit() {
        keeper.start();

        register(OTHER, 1)
                .delayElement(Duration.ofMillis(300))
                .as(database::atomically)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();

        Eventually.holds(Duration.ofSeconds(5), () -> free("wal_2") == 16);
    }

    @Test
    void refillsWithTheNextAddressesOfTheKey() {
        drainFrom(0, 4);

        pool.refill("wal_1").as(StepVerifier::create).verifyComplete();

        allocate("pay_next")
                .as(StepVerifier::create)
                .expectNext(new DepositAddress(FAMILY, SandboxMerchant.address(0, 4), "0/4"))
                .verifyComplete();
        assertThat(free()).isEqualTo(15);
    }

    @Test
    void refillsOnceWhenManyReplicasDoItTogether() {
        drainFrom(0, 4);

        Flux.range(0, 4)
                .flatMap(_ -> pool.refill("wal_1"), 4)
                .as(StepVerifier::create)
                .verifyComplete();

        wallets.key("wal_1")
                .map(KeptKey::nextIndex)
                .as(StepVerifier::create)
                .expectNext(20)
                .verifyComplete();
        assertThat(free()).isEqualTo(16);
    }

    @Test
    void refusesAKeyThatAnyMerchantHas() {
        register(OTHER, 0).as(StepVerifier::create).verifyError(ChainFailure.KeyInUse.class);

        addresses
                .allocate(OTHER, FAMILY, "pay_1")
                .as(StepVerifier::create)
                .verifyError(ChainFailure.NoWallet.class);
    }

    @Test
    void usesTheNewestWallet() {
        register(SHOP, 1).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        allocate("pay_1")
                .map(DepositAddress::address)
                .as(StepVerifier::create)
                .expectNext(SandboxMerchant.address(1, 0))
                .verifyComplete();
    }

    @Test
    void usesTheNewestWalletThoughAClockWasAheadBefore() {
        database.sql("UPDATE wallet SET used_since = now() + interval '1 hour'")
                .update()
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        register(SHOP, 1).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        wallets.inUse(SHOP, FAMILY).as(StepVerifier::create).expectNext("wal_2").verifyComplete();
    }

    private Mono<Wallet> register(MerchantId merchant, int account) {
        return registration.register(merchant, pool.open(FAMILY, SandboxMerchant.xpub(account)));
    }

    private Mono<DepositAddress> allocate(String payment) {
        return addresses.allocate(SHOP, FAMILY, payment);
    }

    private void drainFrom(int first, int count) {
        Flux.range(first, count)
                .concatMap(it -> allocate("pay_" + it))
                .as(StepVerifier::create)
                .expectNextCount(count)
                .verifyComplete();
    }

    private Mono<Void> paidTo(String address) {
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

    private int free() {
        return free("wal_1");
    }

    private int free(String wallet) {
        return store.free(wallet, 100).blockOptional().orElseThrow();
    }
}
