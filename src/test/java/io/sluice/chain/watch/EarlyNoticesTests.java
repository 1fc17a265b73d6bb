package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.PendingTransfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.TransferListener;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What one node tells of a block is shown until a block of that height is read. */
class EarlyNoticesTests {

    private static final String OURS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private static final String STRANGER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
    private static final String PAYMENT = Networks.SANDBOX + "/0xpaid/native";

    private final Watching watching = new Watching();
    private final Listener listener = new Listener();
    private final EarlyNotices early = replica();
    private final Recorder recorder =
            new Recorder(
                    watching.database,
                    watching.cursors,
                    watching.blocks,
                    watching.transfers,
                    List.of(watching),
                    List.of(early));

    @BeforeEach
    void begin() {
        watching.watchAddress(OURS).as(StepVerifier::create).verifyComplete();
        var at =
                new ChainView(Networks.SANDBOX, 10, "0xa", Instant.EPOCH, Instant.EPOCH, -1, -1, 0);
        recorder.begin(Mono.empty(), at, block(10, "0xa", "0x9"))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void showsItAndMovesNothing() {
        var before = watching.cursor();

        tell(paying(11, "0xb", OURS));

        assertThat(pending()).containsExactly(PAYMENT);
        assertThat(listener.noticed).containsExactly(OURS);
        assertThat(watching.transfers(List.of(OURS))).isEmpty();
        assertThat(watching.cursor()).isEqualTo(before);
    }

    @Test
    void isGoneWithWhateverBlockIsRead() {
        tell(paying(11, "0xb", OURS));

        read(block(11, "0xother", "0xa"));

        assertThat(pending()).isEmpty();
        assertThat(watching.touched).containsExactly(OURS);
        assertThat(rows()).isZero();
    }

    @Test
    void isTheTransferOnceItsBlockIsRead() {
        tell(paying(11, "0xb", OURS));

        read(paying(11, "0xb", OURS));

        assertThat(pending()).isEmpty();
        assertThat(watching.transfers(List.of(OURS))).hasSize(1);
    }

    @Test
    void isToldAgainAfterManyBlocksWithoutAny() {
        read(block(11, "0xb", "0xa"));
        read(block(12, "0xc", "0xb"));
        tell(paying(13, "0xd", OURS));

        read(block(13, "0xother", "0xc"));

        assertThat(rows()).isZero();
        assertThat(watching.touched).containsExactly(OURS);
    }

    @Test
    void isNoNewsOnceABlockOfThatHeightWasRead() {
        tell(paying(10, "0xb", OURS));

        assertThat(rows()).isZero();
        assertThat(listener.noticed).isEmpty();
    }

    @Test
    void isNobodysWhoIsNotWatched() {
        tell(paying(11, "0xb", STRANGER));

        assertThat(rows()).isZero();
    }

    @Test
    void isShownForAWhileOnly() {
        tell(paying(11, "0xb", OURS));

        watching.update("UPDATE early_transfer SET noticed_at = now() - interval '3 minutes'");

        assertThat(pending()).isEmpty();
    }

    @Test
    void isNotToldByWhoeverLostTheChain() {
        early.keep(
                        Networks.SANDBOX,
                        paying(11, "0xb", OURS),
                        Mono.error(new IllegalStateException("somebody else watches it")))
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(rows()).isZero();
    }

    @Test
    void isGoneAlsoWhereAnotherReplicaToldItInBetween() {
        read(block(11, "0xb", "0xa"));
        replica()
                .keep(Networks.SANDBOX, paying(12, "0xc", OURS), Mono.empty())
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(rows()).isOne();

        early.follow(Networks.SANDBOX, new SimulatedChain(8), Mono.empty()).subscribe().dispose();
        read(block(12, "0xother", "0xb"));

        assertThat(rows()).isZero();
    }

    private EarlyNotices replica() {
        return new EarlyNotices(
                watching.database,
                new PostgresEarlyTransfers(watching.database),
                new StaticListableBeanFactory(Map.of("listener", listener))
                        .getBeanProvider(TransferListener.class));
    }

    private void tell(ReadBlock read) {
        early.keep(Networks.SANDBOX, read, Mono.empty()).as(StepVerifier::create).verifyComplete();
    }

    private void read(ReadBlock read) {
        recorder.include(Mono.empty(), watching.cursor(), List.of(read), Served.NOTHING)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    private List<String> pending() {
        return watching.state(List.of(OURS)).pending().stream().map(PendingTransfer::id).toList();
    }

    private long rows() {
        return watching.count("SELECT count(*) AS n FROM early_transfer");
    }

    private static ReadBlock paying(long height, String hash, String receiver) {
        return new ReadBlock(
                new Block(height, hash, Instant.EPOCH),
                "0xa",
                List.of(ChainWatchTests.payment(PAYMENT, receiver, 5)),
                List.of());
    }

    private static ReadBlock block(long height, String hash, String parent) {
        return new ReadBlock(new Block(height, hash, Instant.EPOCH), parent, List.of(), List.of());
    }

    /** Notes of whom it is told. */
    private static final class Listener implements TransferListener {

        private final List<String> noticed = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> moved(ChainView view, Collection<String> touched) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> noticed(String family, Collection<String> addresses) {
            return Mono.fromRunnable(() -> noticed.addAll(addresses));
        }
    }
}
