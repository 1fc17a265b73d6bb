package io.sluice.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.chain.network.Networks;
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
        assertThat(difference(one, moved("two", MINE, 7)))
                .isEqualTo(new Difference(Set.of(), List.of(two.id())));
    }

    @Test
    void missesNothingOfAnAddressThatWasNotYetUnderWatch() {
        var _ = begin();

        watchAddress(LATER).as(StepVerifier::create).verifyComplete();

        assertThat(difference(moved("one", LATER, 1))).isEqualTo(Difference.NONE);
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
        blocks().keep(CHAIN, read()).as(StepVerifier::create).verifyComplete();
        return begun;
    }

    private List<String> include(ChainView at, Movement... movements) {
        return result(transfers().include(at, read(movements)).collectList());
    }

    private Difference difference(Movement... movements) {
        return result(passes().difference(CHAIN, read(movements)));
    }

    private static ReadBlock read(Movement... movements) {
        return new ReadBlock(block(5), "0x4", List.of(movements), List.of())
                .believed(Grade.QUORUM, Set.of("one"));
    }

    private static Movement moved(String id, String receiver, int units) {
        return new Movement(
                CHAIN + "/" + id + "/native", ETH, "0xfrom", receiver, BigInteger.valueOf(units));
    }

    private static Block block(long height) {
        return new Block(height, "0x" + height, Instant.EPOCH.plusSeconds(height));
    }

    private static Served tags(long finalized) {
        return new Served(-1, finalized, finalized, Set.of(), null);
    }

    private static <T> T result(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }
}
