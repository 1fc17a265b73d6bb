package io.sluice.chain.watch;

import io.sluice.chain.ChainView;
import io.sluice.chain.DepositAddresses;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.network.Networks;
import io.sluice.chain.wallet.DepositAddressesContract;
import io.sluice.money.Asset;
import io.sluice.platform.database.Database;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.SimulatedServer;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Addresses in memory. */
class SimulatedAddressesTests extends DepositAddressesContract {

    private static final Asset ETH = new Asset(Networks.SANDBOX, "slip44:60", "ETH", 18);

    private final WatchTables tables = new WatchTables();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());
    private final SimulatedAddresses addresses = new SimulatedAddresses(database, tables);

    @BeforeEach
    void fill() {
        addresses.add(4).as(StepVerifier::create).verifyComplete();
    }

    @Override
    protected Database database() {
        return database;
    }

    @Override
    protected DepositAddresses addresses() {
        return addresses;
    }

    @Override
    protected Mono<Void> paid(String address) {
        var at = new ChainView(Networks.SANDBOX, 1, "0x", Instant.EPOCH, Instant.EPOCH, -1, -1, 1);
        var moved = new Movement("eip155:31337/tx/native", ETH, "0x", address, BigInteger.ONE);
        var read =
                new ReadBlock(new Block(1, "0x", Instant.EPOCH), "0x", List.of(moved), List.of());
        return new SimulatedTransfers(database, tables).include(at, List.of(read)).then();
    }
}
