package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.chain.ChainState;
import io.sluice.chain.ChainView;
import io.sluice.chain.Chains;
import io.sluice.chain.DepositAddress;
import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.Transfer.State;
import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every place that keeps cursors, blocks and transfers promises. */
abstract class WatchStoresContract {

    static final String MINE = "0x00000000000000000000000000000000000000aa";

    private static final ChainId CHAIN = Networks.SANDBOX;
    private static final String OTHERS = "0x00000000000000000000000000000000000000bb";
    private static final Asset ETH = new Asset(CHAIN, "slip44:60", "ETH", 18);
    private static final Set<String> TELLERS = Set.of("one", "two");
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");

    abstract CursorStore cursors();

    abstract BlockStore blocks();

    abstract TransferStore transfers();

    abstract Chains chains();

    @Test
    void beginsOnceAndIsWhereItBegan() {
        cursors().load(CHAIN).as(StepVerifier::create).verifyComplete();
        var begun = result(cursors().begin(view(5, "0x5")));

        cursors().begin(view(6, "0x6")).as(StepVerifier::create).verifyError(CursorMoved.class);
        assertThat(result(cursors().load(CHAIN))).isEqualTo(begun).isEqualTo(view(5, "0x5"));
        assertThat(result(chains().view(CHAIN))).isEqualTo(begun);
    }

    @Test
    void movesOnlyFromWhereItIs() {
        var begun = result(cursors().begin(view(5, "0x5")));
        var moved = result(cursors().move(begun, block(6, "0x6"), tags(4, 2)));

        assertThat(moved)
                .isEqualTo(
                        new ChainView(CHAIN, 6, "0x6", at(6), at(6), 4, 2, begun.revision() + 1));
        cursors()
                .move(begun, block(6, "0xother"), tags(4, 2))
                .as(StepVerifier::create)
                .verifyError(CursorMoved.class);
        assertThat(result(cursors().load(CHAIN))).isEqualTo(moved);
    }

    @Test
    void keepsTagsAtOrBelowTheCursorAndFromGoingBackThere() {
        var begun = result(cursors().begin(view(5, "0x5")));

        var ahead = result(cursors().move(begun, block(6, "0x6"), tags(9, 9)));
        var unknown = result(cursors().move(ahead, block(7, "0x7"), tags(-1, -1)));
        var behind = result(cursors().move(unknown, block(8, "0x8"), tags(3, 2)));

        assertThat(List.of(ahead.safe(), ahead.finalized())).containsExactly(6L, 6L);
        assertThat(List.of(unknown.safe(), unknown.finalized())).containsExactly(6L, 6L);
        assertThat(List.of(behind.safe(), behind.finalized())).containsExactly(6L, 6L);
    }

    @Test
    void restsUntilItMovesToAnotherBlock() {
        var begun = result(cursors().begin(view(5, "0x5")));
        var until = at(5).plusSeconds(60);

        var rested = result(cursors().rest(begun, until, Duration.ZERO));
        var earlier = result(cursors().rest(rested, at(5), Duration.ZERO));
        var retagged = result(cursors().move(earlier, block(5, "0x5"), tags(1, 1)));
        var moved = result(cursors().move(retagged, block(6, "0x6"), tags(1, 1)));

        assertThat(rested.readThrough()).isEqualTo(until);
        assertThat(earlier.readThrough()).isEqualTo(until);
        assertThat(retagged.readThrough()).isEqualTo(until);
        assertThat(moved.readThrough()).isEqualTo(at(6));
        assertThat(moved.revision()).isEqualTo(begun.revision() + 4);
        cursors()
                .rest(begun, until, Duration.ZERO)
                .as(StepVerifier::create)
                .verifyError(CursorMoved.class);
    }

    @Test
    void neverRestsIntoTheFuture() {
        var begun = result(cursors().begin(view(5, "0x5")));
        var future = Instant.parse("2999-01-01T00:00:00Z");

        var rested = result(cursors().rest(begun, future, Duration.ofSeconds(10)));

        assertThat(rested.readThrough()).isAfter(EARLY).isBefore(future);
    }

    @Test
    void knowsTheBlockThatIsPartOfTheChain() {
        keep(5, "0x5");
        keep(6, "0x6");
        keep(7, "0x7");
        assertThat(result(blocks().orphanAbove(CHAIN, 5))).isEqualTo(2);
        keep(6, "0x6b");

        assertThat(result(blocks().at(CHAIN, 5))).isEqualTo(known(5, "0x5"));
        assertThat(result(blocks().at(CHAIN, 6))).isEqualTo(known(6, "0x6b"));
        blocks().at(CHAIN, 7).as(StepVerifier::create).verifyComplete();
        assertThat(result(blocks().orphanAbove(CHAIN, 5))).isEqualTo(1);
        keep(6, "0x6");
        assertThat(result(blocks().at(CHAIN, 6))).isEqualTo(known(6, "0x6"));
    }

    @Test
    void keepsNoTwoBlocksAtOneHeight() {
        keep(5, "0x5");
        keep(5, "0x5");

        blocks().keep(CHAIN, List.of(read(5, "0xother"))).as(StepVerifier::create).verifyError();
    }

    @Test
    void keepsOnlyWhatReachedAnAddressUnderWatch() {
        var begun = result(cursors().begin(view(5, "0x5")));

        var touched = include(begun, moved("one", MINE, 3), moved("two", OTHERS, 4));

        assertThat(touched).containsExactly(MINE);
        assertThat(held().transfers())
                .extracting(Transfer::id, it -> it.amount().units().intValue(), Transfer::state)
                .containsExactly(tuple(CHAIN + "/one/native", 3, State.INCLUDED));
        assertThat(held().views()).containsExactly(begun);
    }

    @Test
    void takesATransferThatComesAgainForTheSameOneAndRemembersWhenItFirstCame() {
        var begun = result(cursors().begin(view(5, "0x5")));
        assertThat(include(begun, moved("one", MINE, 3))).containsExactly(MINE);
        var six = result(cursors().move(begun, block(6, "0x6"), tags(-1, -1)));
        assertThat(include(six, moved("two", MINE, 1))).containsExactly(MINE);

        var back = result(cursors().move(six, block(4, "0x4"), tags(-1, -1)));
        var gone = result(transfers().orphanAbove(back).collectList());
        var nine = result(cursors().move(back, block(9, "0x9"), tags(-1, -1)));
        assertThat(include(nine, moved("one", MINE, 2))).containsExactly(MINE);

        assertThat(gone).containsExactly(MINE);
        assertThat(held().transfers()).hasSize(2);
        var one = transfer("one");
        assertThat(one.state()).isEqualTo(State.INCLUDED);
        assertThat(one.block()).isEqualTo(block(9, "0x9"));
        assertThat(one.firstIncludedAt()).isEqualTo(at(5));
        assertThat(one.amount().units()).isEqualTo(2);
        assertThat(one.revision()).isEqualTo(nine.revision());
        assertThat(transfer("two").state()).isEqualTo(State.ORPHANED);
        assertThat(transfer("two").revision()).isEqualTo(back.revision());
    }

    @Test
    void knowsWhatTookThePlaceOfATransferUntilThatGoesAwayToo() {
        var begun = result(cursors().begin(view(5, "0x5")));
        assertThat(include(begun, moved("one", MINE, 3))).containsExactly(MINE);
        var back = result(cursors().move(begun, block(4, "0x4"), tags(-1, -1)));
        assertThat(result(transfers().orphanAbove(back).collectList())).containsExactly(MINE);

        var six = result(cursors().move(back, block(6, "0x6"), tags(-1, -1)));
        assertThat(taken(six, new Movement[0], by("one", "another"))).containsExactly(MINE);
        assertThat(transfer("one").state()).isEqualTo(State.REPLACED);
        assertThat(transfer("one").revision()).isEqualTo(six.revision());

        var again = result(cursors().move(six, block(4, "0x4"), tags(-1, -1)));
        assertThat(result(transfers().orphanAbove(again).collectList())).containsExactly(MINE);
        assertThat(transfer("one").state()).isEqualTo(State.ORPHANED);

        var seven = result(cursors().move(again, block(7, "0x7"), tags(-1, -1)));
        assertThat(taken(seven, new Movement[0], by("one", "one"))).containsExactly(MINE);
        assertThat(transfer("one").state()).isEqualTo(State.REVERTED);

        var eight = result(cursors().move(seven, block(8, "0x8"), tags(-1, -1)));
        assertThat(taken(eight, new Movement[0], by("one", "one"))).isEmpty();
    }

    @Test
    void tellsNothingOfOtherFamiliesAndAddresses() {
        var begun = result(cursors().begin(view(5, "0x5")));
        assertThat(include(begun, moved("one", MINE, 3))).containsExactly(MINE);

        var elsewhere = new DepositAddress("other", OTHERS, "0/0");

        assertThat(result(chains().state(List.of(elsewhere)))).isEqualTo(ChainState.NOTHING);
    }

    @Test
    void knowsTheMeanTimeBetweenBlocks() {
        keep(5, "0x5");
        chains().blockTime(CHAIN).as(StepVerifier::create).verifyComplete();
        keep(6, "0x6");
        keep(7, "0x7");

        assertThat(result(chains().blockTime(CHAIN))).isEqualTo(Duration.ofSeconds(10));
    }

    private void keep(long height, String hash) {
        done(blocks().keep(CHAIN, List.of(read(height, hash))));
    }

    private List<String> include(ChainView at, Movement... movements) {
        var mined = Stream.of(movements).map(it -> it.id().split("/", -1)[1]);
        return taken(at, movements, mined.map(it -> by(it, it)).toArray(Mined[]::new));
    }

    private List<String> taken(ChainView at, Movement[] movements, Mined... mined) {
        var read =
                new ReadBlock(
                        new Block(at.height(), at.hash(), at.time()),
                        "0xparent",
                        List.of(movements),
                        List.of(mined));
        return result(
                Flux.concat(
                                transfers().include(at, List.of(read)),
                                transfers().replace(at, List.of(read)))
                        .distinct()
                        .collectList());
    }

    private ChainState held() {
        return result(chains().state(List.of(new DepositAddress("eip155", MINE, "0/0"))));
    }

    private Transfer transfer(String id) {
        return held().transfers().stream()
                .filter(it -> it.id().contains("/" + id + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** A transaction of whoever sent another one, in its place. */
    private static Mined by(String sender, String transaction) {
        return new Mined(transaction, "0xsender of " + sender, BigInteger.ONE);
    }

    private static Movement moved(String id, String receiver, int units) {
        return new Movement(
                CHAIN + "/" + id + "/native", ETH, OTHERS, receiver, BigInteger.valueOf(units));
    }

    private static ReadBlock read(long height, String hash) {
        return new ReadBlock(block(height, hash), "0xparent", List.of(), List.of())
                .believed(Grade.QUORUM, TELLERS);
    }

    private static KnownBlock known(long height, String hash) {
        return new KnownBlock(block(height, hash), TELLERS, false);
    }

    private static Served tags(long safe, long finalized) {
        return new Served(-1, safe, finalized, Set.of(), null);
    }

    private static ChainView view(long height, String hash) {
        return new ChainView(CHAIN, height, hash, at(height), at(height), -1, -1, 0);
    }

    private static Block block(long height, String hash) {
        return new Block(height, hash, at(height));
    }

    private static Instant at(long height) {
        return EARLY.plusSeconds(10 * height);
    }

    private static void done(Mono<Void> work) {
        work.as(StepVerifier::create).verifyComplete();
    }

    private static <T> T result(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }
}
