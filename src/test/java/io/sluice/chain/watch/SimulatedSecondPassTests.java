package io.sluice.chain.watch;

import io.sluice.simulation.SimulatedDatabase;
import io.sluice.simulation.SimulatedServer;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The second pass in memory. */
class SimulatedSecondPassTests extends SecondPassContract {

    private final WatchTables tables = new WatchTables();
    private final SimulatedDatabase database =
            new SimulatedServer(InstantSource.system()).connect(InstantSource.system());

    @BeforeEach
    void watchAnAddress() {
        watchAddress(MINE).as(StepVerifier::create).verifyComplete();
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
    SecondPassStore passes() {
        return new SimulatedSecondPass(database, tables);
    }

    @Override
    GapStore gaps() {
        return new SimulatedGaps(database, tables);
    }

    @Override
    Mono<Void> watchAddress(String address) {
        return database.statement(
                        unit -> {
                            tables.addresses.insert(unit, address, "");
                            return true;
                        })
                .then();
    }
}
