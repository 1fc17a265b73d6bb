package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
import io.sluice.chain.watch.ChainSkipEndpoint.Trouble;
import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every place that keeps a second pass promises. */
abstract class SecondPassContract {

    static final String MINE = "0x00000000000000000000000000000000000000aa";

    private static final String LATER = "0x00000000000000000000000000000000000000cc";
    private static final ChainId CHAIN = Networks.SANDBOX;
    private static final Asset ETH = new Asset(CHAIN, "slip44:60", "ETH", 18);

    abstract CursorStore cursors();

    abstract BlockStore blocks();

    abstract TransferStore transfers();

    abstract SecondPassStore passes();

    abstract GapStore gaps();

    abstract Mono<Void> watchAddress(String address);

    @Test
    void beginsWithTheLowestBlockOnceThatIsFinal() {
        var begun = begin();
        passes().begin(CHAIN).as(StepVerifier::create).verifyComplete();
        passes().reached(CHAIN).as(StepVerifier::create).verifyComplete();

        assertThat(result(cursors().move(begun, block(6), tags(5)))).isNotNull();

        assertThat(result(passes().begin(CHAIN))).isEqualTo(5);
        passes().begin(CHAIN).as(StepVerifier::create).verifyComplete();
        assertThat(result(passes().reached(CHAIN))).isEqualTo(5);
    }

    @Test
    void advancesOnlyFromWhereItIs() {
        var moved = result(cursors().move(begin(), block(6), tags(6)));
        assertThat(result(passes().begin(CHAIN))).isEqualTo(5);

        passes().advance(CHAIN, 5, 6).as(StepVerifier::create).verifyComplete();

        passes().advance(CHAIN, 5, 6).as(StepVerifier::create).verifyError(CursorMoved.class);
        assertThat(result(passes().reached(CHAIN))).isEqualTo(6);
        assertThat(result(cursors().load(CHAIN))).isEqualTo(moved);
    }

    @Test
    void revisesWithoutMoving() {
        cursors().revise(CHAIN).as(StepVerifier::create).verifyError(CursorMoved.class);
        var begun = begin();

        var revised = result(cursors().revise(CHAIN));

        assertThat(revised.revision()).isEqualTo(begun.revision() + 1);
        assertThat(revised.hash()).isEqualTo(begun.hash());
        assertThat(result(cursors().move(begun, block(6), tags(5))).height()).isEqualTo(6);
    }

    @Test
    void tellsWhatWasMissedAndWhatIsNotToldTheSame() {
        var begun = begin();
        var one = moved("one", MINE, 1);
        var two = moved("two", MINE, 2);
        assertThat(include(begun, one, two)).containsExactly(MINE);

        assertThat(difference(one, two)).isEqualTo(Difference.NONE);
        assertThat(difference(one, two, moved("three", MINE, 3), moved("four", LATER, 4)))
                .isEqualTo(new Difference(Set.of(two.id().replace("two", "three")), List.of()));
        assertThat(difference(one)).isEqualTo(new Difference(Set.of(), List.of(two.id())));
        assertThat(difference(one, moved("two", MINE, 7).unmeasured())).isEqualTo(Difference.NONE);
        assertThat(difference(one, moved("two", MINE, 1).unmeasured()))
                .isEqualTo(new Difference(Set.of(), List.of(two.id())));
        assertThat(difference(one, moved("two", MINE, 7)))
                .isEqualTo(new Difference(Set.of(), List.of(two.id())));
    }

    /** A call of a precompiled contract counts in one way of tracing, and not in another. */
    @Test
    void knowsWhatATraceFoundWhereverInItsTransactionThatIsToldToBe() {
        var _ = include(begin(), traced(0, MINE, 7), traced(1, MINE, 9), traced(2, MINE, 9));

        assertThat(difference(traced(1, MINE, 7), traced(2, MINE, 9), traced(3, MINE, 9)))
                .isEqualTo(Difference.NONE);
        assertThat(difference(traced(1, MINE, 7), traced(3, MINE, 9)))
                .satisfies(it -> assertThat(it.missed()).isEmpty())
                .satisfies(it -> assertThat(it.contradicted()).isNotEmpty());
        assertThat(
                        difference(
                                traced(0, MINE, 7),
                                traced(1, MINE, 9),
                                traced(2, MINE, 9),
                                traced(3, MINE, 9)))
                .isEqualTo(new Difference(Set.of(traced(3, MINE, 9).id()), List.of()));
    }

    @Test
    void missesOneOfTwoTracesThatAreBothNumberedAnew() {
        var _ = include(begin(), traced(0, MINE, 7));

        assertThat(difference(traced(1, MINE, 7), traced(2, MINE, 7)))
                .satisfies(it -> assertThat(it.missed()).hasSize(1))
                .satisfies(it -> assertThat(it.contradicted()).isEmpty());
    }

    @Test
    void missesAlsoWhatMovedTheSameAsATraceThatIsNumberedAsAnotherWas() {
        var _ = include(begin(), traced(0, MINE, 7), traced(1, MINE, 9));

        assertThat(difference(traced(1, MINE, 7), traced(2, MINE, 7), traced(3, MINE, 9)))
                .isEqualTo(new Difference(Set.of(traced(2, MINE, 7).id()), List.of()));
    }

    @Test
    void missesNothingOfAnAddressThatWasNotYetUnderWatch() {
        var _ = begin();

        watchAddress(LATER).as(StepVerifier::create).verifyComplete();

        assertThat(difference(moved("one", LATER, 1))).isEqualTo(Difference.NONE);
    }

    @Test
    void skipsOnlyWhatItIsStuckAt() {
        var begun = begin();
        gaps().trouble(CHAIN).as(StepVerifier::create).verifyComplete();
        skip(begun).as(StepVerifier::create).verifyError(CursorMoved.class);

        cursors().stick(begun).as(StepVerifier::create).verifyComplete();

        assertThat(result(gaps().trouble(CHAIN))).isEqualTo(new Trouble(CHAIN, 6L, null));
        var gap = result(skip(begun));
        assertThat(gap.height()).isEqualTo(6);
        assertThat(gap.revision()).isEqualTo(begun.revision() + 1);
        skip(begun).as(StepVerifier::create).verifyError(CursorMoved.class);
        skip(gap).as(StepVerifier::create).verifyError(CursorMoved.class);
        assertThat(result(gaps().trouble(CHAIN))).isEqualTo(new Trouble(CHAIN, null, 6L));
        assertThat(result(blocks().at(CHAIN, 6))).isEqualTo(gap(6));
    }

    @Test
    void isStuckNoMoreOnceItMoves() {
        var begun = begin();
        cursors().stick(begun).as(StepVerifier::create).verifyComplete();

        var moved = result(cursors().move(begun, block(6), tags(-1)));
        cursors().stick(begun).as(StepVerifier::create).verifyComplete();

        gaps().trouble(CHAIN).as(StepVerifier::create).verifyComplete();
        skip(moved).as(StepVerifier::create).verifyError(CursorMoved.class);
    }

    @Test
    void letsNothingBeFinalOrReadThroughAboveAGapUntilThatIsClosed() {
        var gap = gapAfter(begin());
        var seven = result(cursors().move(gap, block(7), tags(7)));
        blocks().keep(CHAIN, List.of(read(7))).as(StepVerifier::create).verifyComplete();
        var second = gapAfter(seven);

        var ahead = result(cursors().move(second, block(9), tags(9)));

        assertThat(List.of(ahead.finalized(), ahead.readThrough())).containsExactly(5L, time(5));
        assertThat(result(cursors().calledFinal(CHAIN))).isEqualTo(9);
        assertThat(result(cursors().load(CHAIN))).isEqualTo(ahead);
        assertThat(result(gaps().lowest(CHAIN))).isEqualTo(gap(6));
        var first = result(gaps().fill(CHAIN, read(6)));
        assertThat(first.revision()).isEqualTo(ahead.revision() + 1);
        assertThat(List.of(first.finalized(), first.readThrough())).containsExactly(7L, time(7));
        assertThat(result(gaps().lowest(CHAIN))).isEqualTo(gap(8));
        var both = result(gaps().fill(CHAIN, read(8)));
        assertThat(List.of(both.finalized(), both.readThrough())).containsExactly(9L, time(9));
        assertThat(result(cursors().load(CHAIN))).isEqualTo(both);
        gaps().lowest(CHAIN).as(StepVerifier::create).verifyComplete();
        gaps().fill(CHAIN, read(8)).as(StepVerifier::create).verifyError(CursorMoved.class);
    }

    @Test
    void losesAGapWithItsBlock() {
        var gap = gapAfter(begin());

        var back = result(cursors().move(gap, block(5), tags(-1)));
        assertThat(result(blocks().orphanAbove(CHAIN, 5))).isEqualTo(1);

        assertThat(back.readThrough()).isEqualTo(time(5));
        var on = result(cursors().move(back, block(6), tags(6)));
        assertThat(List.of(on.finalized(), on.readThrough())).containsExactly(6L, time(6));
        gaps().lowest(CHAIN).as(StepVerifier::create).verifyComplete();
        gaps().trouble(CHAIN).as(StepVerifier::create).verifyComplete();
    }

    private ChainView gapAfter(ChainView cursor) {
        cursors().stick(cursor).as(StepVerifier::create).verifyComplete();
        return result(skip(cursor));
    }

    private Mono<ChainView> skip(ChainView from) {
        return gaps().skip(from, "0x" + (from.height() + 1), "no node has it");
    }

    private static KnownBlock gap(long height) {
        var below = block(height - 1).time();
        return new KnownBlock(new Block(height, "0x" + height, below), Set.of(), true);
    }

    private ChainView begin() {
        var begun =
                result(
                        cursors()
                                .begin(
                                        new ChainView(
                                                CHAIN,
                                                5,
                                                block(5).hash(),
                                                block(5).time(),
                                                block(5).time(),
                                                -1,
                                                -1,
                                                0)));
        blocks().keep(CHAIN, List.of(read())).as(StepVerifier::create).verifyComplete();
        return begun;
    }

    private List<String> include(ChainView at, Movement... movements) {
        return result(transfers().include(at, List.of(read(movements))).collectList());
    }

    private Difference difference(Movement... movements) {
        return result(passes().difference(CHAIN, read(movements)));
    }

    private static ReadBlock read(Movement... movements) {
        return read(5, movements);
    }

    private static ReadBlock read(long height, Movement... movements) {
        return new ReadBlock(block(height), "0x" + (height - 1), List.of(movements), List.of())
                .believed(Grade.QUORUM, Set.of("one"));
    }

    private static Movement moved(String id, String receiver, int units) {
        return new Movement(
                CHAIN + "/" + id + "/native", ETH, "0xfrom", receiver, BigInteger.valueOf(units));
    }

    private static Movement traced(int place, String receiver, int units) {
        var id = CHAIN + "/one/trace:" + place;
        return new Movement(id, ETH, "0xfrom", receiver, BigInteger.valueOf(units));
    }

    private static Block block(long height) {
        return new Block(height, "0x" + height, time(height));
    }

    private static Instant time(long height) {
        return Instant.EPOCH.plusSeconds(height);
    }

    private static Served tags(long finalized) {
        return new Served(-1, finalized, finalized, Set.of(), null);
    }

    private static <T> T result(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }
}
