package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
import io.sluice.chain.wallet.AddressStoreForTests;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** An address that is derived while a block is committed is in that block or watched after it. */
class NewAddressRaceTests {

    private static final String ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final Served TAGS = Served.NOTHING;

    private final Watching watching = new Watching();
    private final ChainView at =
            new ChainView(Networks.SANDBOX, 10, "0xa", Instant.EPOCH, Instant.EPOCH, -1, -1, 0);
    private final ReadBlock next =
            new ReadBlock(
                    new Block(11, "0xb", Instant.EPOCH),
                    "0xa",
                    List.of(ChainWatchTests.payment("tx", ADDRESS, 5)),
                    List.of());

    @BeforeEach
    void begin() {
        watching.recorder
                .begin(
                        Mono.empty(),
                        at,
                        new ReadBlock(
                                new Block(10, "0xa", Instant.EPOCH), "0x9", List.of(), List.of()))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        AddressStoreForTests.wallet(watching.database).as(StepVerifier::create).verifyComplete();
    }

    @Test
    void aBlockWaitsForAnAddressThatIsBeingDerivedAndThenSeesIt() throws Exception {
        var added = new CompletableFuture<Void>();
        var gate = new CompletableFuture<Void>();
        var deriving =
                add().then(Mono.fromRunnable(() -> added.complete(null)))
                        .then(Mono.fromFuture(gate))
                        .as(watching.database::atomically)
                        .toFuture();
        added.get(5, TimeUnit.SECONDS);

        var committing = commit().toFuture();
        assertThat(committing).isNotDone();
        gate.complete(null);
        deriving.get(5, TimeUnit.SECONDS);
        committing.get(5, TimeUnit.SECONDS);

        assertThat(watching.transfers(List.of(ADDRESS))).hasSize(1);
    }

    @Test
    void anAddressWaitsForABlockThatIsBeingCommittedAndIsWatchedFromTheNext() throws Exception {
        var committed = new CompletableFuture<Void>();
        var gate = new CompletableFuture<Void>();
        var committing =
                commit().doOnNext(_ -> committed.complete(null))
                        .delayUntil(_ -> Mono.fromFuture(gate))
                        .as(watching.database::atomically)
                        .toFuture();
        committed.get(5, TimeUnit.SECONDS);

        var deriving = add().as(watching.database::atomically).toFuture();
        assertThat(deriving).isNotDone();
        gate.complete(null);
        committing.get(5, TimeUnit.SECONDS);
        deriving.get(5, TimeUnit.SECONDS);

        assertThat(watching.transfers(List.of(ADDRESS))).isEmpty();
    }

    private Mono<Void> add() {
        return AddressStoreForTests.add(watching.database, Networks.unasked(), ADDRESS);
    }

    private Mono<ChainView> commit() {
        return watching.recorder.include(Mono.empty(), at, List.of(next), TAGS);
    }
}
