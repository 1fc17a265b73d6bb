package io.sluice.chain.watch;

import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The second pass on a real database. */
class PostgresSecondPassTests extends SecondPassContract {

    private final Watching watching = new Watching();

    @BeforeEach
    void watchAnAddress() {
        watchAddress(MINE).as(StepVerifier::create).verifyComplete();
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
    SecondPassStore passes() {
        return watching.passes;
    }

    @Override
    GapStore gaps() {
        return watching.gaps;
    }

    @Override
    Mono<Void> watchAddress(String address) {
        return watching.watchAddress(address);
    }
}
