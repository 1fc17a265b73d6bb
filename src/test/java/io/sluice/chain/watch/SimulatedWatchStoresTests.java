package io.sluice.chain.watch;

import io.sluice.chain.Chains;
import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.SimulatedServer;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import reactor.test.StepVerifier;

/** What a watcher writes, in memory. */
class SimulatedWatchStoresTests extends WatchStoresContract {

    private final WatchTables tables = new WatchTables();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());

    @BeforeEach
    void watchAnAddress() {
        database.statement(
                        unit -> {
                            tables.addresses.insert(unit, MINE, "");
                            return true;
                        })
                .as(StepVerifier::create)
                .expectNext(true)
                .verifyComplete();
    }

    @Override
    CursorStore cursors() {
        return new SimulatedCursors(database, tables);
    }

    @Override
    BlockStore blocks() {
        return new SimulatedBlocks(database, tables);
    }

    @Override
    TransferStore transfers() {
        return new SimulatedTransfers(database, tables);
    }

    @Override
    Chains chains() {
        return new SimulatedChains(database, tables, _ -> new Finality("normal", 1, Tag.NONE));
    }
}
