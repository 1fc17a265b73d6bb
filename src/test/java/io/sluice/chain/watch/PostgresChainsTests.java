package io.sluice.chain.watch;

import static io.sluice.chain.watch.ChainWatchTests.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
import io.sluice.money.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What others are told of the chains, from a real database. */
class PostgresChainsTests {

    private static final ChainId CHAIN = Networks.SANDBOX;
    private static final ChainId SISTER = new ChainId("eip155:31338");
    private static final ChainId STRANGER = new ChainId("bip122:regtest");
    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String THEIRS = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

    private final Watching watching = new Watching();

    @BeforeEach
    void watch() {
        for (var address : List.of(OURS, THEIRS)) {
            watching.watchAddress(address).as(StepVerifier::create).verifyComplete();
        }
    }

    @Test
    void tellsNothingOfChainsThatNobodyHasReadOrOfOtherFamilies() {
        watching.update("INSERT INTO chain_cursor (chain, family) VALUES ('eip155:1', 'eip155')");
        var _ = begin(STRANGER, 5);

        assertThat(watching.state(List.of(OURS))).isEqualTo(ChainState.NOTHING);
        assertThat(watching.state(List.of())).isEqualTo(ChainState.NOTHING);
    }

    @Test
    void tellsEachChainOfTheFamilyAndWhatTheAddressesHoldThere() {
        var at = begin(CHAIN, 10);
        var sister = begin(SISTER, 70);
        var after = include(at, 11, "a", OURS);
        var strange = include(after, 12, "b", THEIRS);

        assertThat(watching.state(List.of(OURS)))
                .satisfies(state -> {
                    assertThat(state.views()).containsExactlyInAnyOrder(strange, sister);
                    assertThat(state.transfers()).extracting(Transfer::id).containsExactly("a");
                });
        assertThat(watching.state(List.of(OURS, THEIRS)).transfers())
                .extracting(Transfer::id)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(watching.state(List.of(OURS, THEIRS)).views()).hasSize(2);
    }

    @Test
    void tellsATransferAtItsNewestRevisionOnly() {
        var at = begin(CHAIN, 10);
        var after = include(at, 11, "a", OURS);
        var ancestor = new ReadBlock(new Block(10, "0x10", time(10)), "0x9", List.of(), List.of());

        var back =
                done(watching.recorder.retreat(Mono.empty(), after, ancestor).map(Retreat::view));

        assertThat(watching.state(List.of(OURS)).transfers())
                .singleElement()
                .satisfies(transfer -> {
                    assertThat(transfer.state()).isEqualTo(State.ORPHANED);
                    assertThat(transfer.revision()).isEqualTo(back.revision());
                });
    }

    /** Each block moves one payment: read apart, cursor and transfers would not fit each other. */
    @Test
    void tellsCursorAndTransfersAsOfOneMomentWhileBlocksAreWritten() {
        var begun = begin(CHAIN, 0);
        var blocks = 150;
        var writing =
                Mono.just(begun)
                        .expand(at -> at.height() < blocks ? next(at) : Mono.empty())
                        .then()
                        .toFuture();
        var seen = new ArrayList<ChainState>();

        while (!writing.isDone()) {
            seen.add(watching.state(List.of(OURS)));
        }
        seen.add(watching.state(List.of(OURS)));

        assertThat(seen).hasSizeGreaterThan(10);
        assertThat(seen)
                .allSatisfy(state -> {
                    var view = state.views().getFirst();
                    assertThat(state.transfers()).hasSize((int) view.height());
                    assertThat(state.transfers())
                            .allSatisfy(it ->
                                    assertThat(it.revision()).isLessThanOrEqualTo(view.revision()));
                });
        assertThat(seen.getLast().transfers()).hasSize(blocks);
    }

    @Test
    void knowsNoBlockTimeBeforeThereAreTwoBlocks() {
        assertThat(blockTime()).isNull();

        keep(CHAIN, 1, "0x1", 0);
        keep(SISTER, 2, "0x2", 10_000);

        assertThat(blockTime()).isNull();
    }

    @Test
    void tellsTheMeanTimeBetweenTheNewestBlocks() {
        keep(CHAIN, 1, "0x1", 0);
        keep(CHAIN, 2, "0x2", 2_000);
        keep(CHAIN, 3, "0x3", 3_500);

        assertThat(blockTime()).isEqualTo(Duration.ofMillis(1_750));

        for (var height = 4; height < 40; height++) {
            keep(CHAIN, height, "0x" + height, 1_000_000 + height * 500L);
        }
        assertThat(blockTime()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void countsNoBlockThatWentAway() {
        keep(CHAIN, 1, "0x1", 0);
        keep(CHAIN, 2, "0x2", 900_000);
        keep(CHAIN, 3, "0x3", 900_001);
        assertThat(watching.blocks.orphanAbove(CHAIN, 1).block()).isEqualTo(2);
        assertThat(blockTime()).isNull();

        keep(CHAIN, 2, "0xother", 3_000);

        assertThat(blockTime()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void isZeroWhenBlocksTellOneTimeAndNeverLessWhenTheyGoBack() {
        keep(CHAIN, 1, "0x1", 7_000);
        keep(CHAIN, 2, "0x2", 7_000);
        assertThat(blockTime()).isZero();

        keep(CHAIN, 3, "0x3", 5_000);

        assertThat(blockTime()).isEqualTo(Duration.ofSeconds(1));
    }

    private @Nullable Duration blockTime() {
        return watching.chains.blockTime(CHAIN).block();
    }

    private void keep(ChainId chain, long height, String hash, long millis) {
        var block = new Block(height, hash, Instant.EPOCH.plusMillis(millis));
        watching.blocks
                .keep(chain, List.of(new ReadBlock(block, "0x", List.of(), List.of())))
                .as(StepVerifier::create)
                .verifyComplete();
    }

    private ChainView begin(ChainId chain, long height) {
        var block = new Block(height, "0x" + height, time(height));
        var view =
                new ChainView(chain, height, block.hash(), block.time(), block.time(), -1, -1, 0);
        var read = new ReadBlock(block, "0x", List.of(), List.of());
        return done(watching.recorder.begin(Mono.empty(), view, read));
    }

    private ChainView include(ChainView from, long height, String transfer, String address) {
        return done(write(from, height, transfer, address));
    }

    private Mono<ChainView> next(ChainView from) {
        var height = from.height() + 1;
        return write(from, height, "tx" + height, OURS);
    }

    private Mono<ChainView> write(ChainView from, long height, String transfer, String address) {
        var read =
                new ReadBlock(
                        new Block(height, "0x" + height, time(height)),
                        from.hash(),
                        List.of(payment(transfer, address, 5)),
                        List.of());
        return watching.recorder.include(Mono.empty(), from, List.of(read), Served.NOTHING);
    }

    private static ChainView done(Mono<ChainView> write) {
        return write.blockOptional().orElseThrow();
    }

    private static Instant time(long height) {
        return Instant.EPOCH.plusSeconds(height);
    }
}
