package io.sluice.chain.watch;

import io.sluice.chain.Chains;
import io.sluice.chain.broadcast.BroadcastForTests;
import io.sluice.chain.listing.FinalityLevelsForTests;
import org.junit.jupiter.api.BeforeEach;
import reactor.test.StepVerifier;

/** What a watcher writes, on a real database. */
class PostgresWatchStoresTests extends WatchStoresContract {

    private final Watching watching = new Watching();

    @BeforeEach
    void watchAnAddress() {
        watching.watchAddress(MINE).as(StepVerifier::create).verifyComplete();
    }

    @Override
    CursorStore cursors() {
        return watching.cursors;
    }

    @Override
    BlockStore blocks() {
        return watching.blocks;
    }

    @Override
    TransferStore transfers() {
        return watching.transfers;
    }

    @Override
    Chains chains() {
        return new PostgresChains(
                FinalityLevelsForTests.levels(),
                watching.cursors,
                watching.database,
                BroadcastForTests.pending(watching.database));
    }
}
