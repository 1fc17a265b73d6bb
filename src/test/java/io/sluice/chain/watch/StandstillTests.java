package io.sluice.chain.watch;

import static io.sluice.chain.network.Networks.IDLE_MARGIN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import io.sluice.chain.ChainView;
import io.sluice.chain.Transfer.Block;
import io.sluice.chain.family.ReadBlock;
import io.sluice.chain.family.Served;
import io.sluice.platform.cluster.LeaseLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class StandstillTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimulatedChain chain = new SimulatedChain(8);
    private final Watching watching = new Watching();
    private final LogLines log = LogLines.of(Standstill.class);
    private final Standstill standstill =
            new Standstill(watching.recorder, Mono.empty(), IDLE_MARGIN);

    @BeforeEach
    void begin() {
        chain.mine(List.of());
        follow();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void readsThroughTheTimeWhenEnoughWereAskedLessTheMargin() {
        var before = watching.cursor();

        chain.askedAt(before.time().plusSeconds(3_600));
        follow();

        assertThat(before.readThrough()).isEqualTo(before.time());
        assertThat(watching.cursor().readThrough())
                .isEqualTo(before.time().plusSeconds(3_600).minus(IDLE_MARGIN));
        assertThat(watching.cursor().time()).isEqualTo(before.time());
        assertThat(watching.cursor().revision()).isEqualTo(before.revision() + 1);
        assertThat(watching.views).endsWith(watching.cursor());
    }

    @Test
    void isSeenByWhoeverAsksWhatTheChainHolds() {
        standsStillFor(3_600);

        assertThat(watching.state(List.of("0xours")).views()).containsExactly(watching.cursor());
    }

    @Test
    void believesNoClockThatIsAheadOfTheDatabase() {
        standsStillFor(Duration.ofDays(100_000).toSeconds());

        assertThat(watching.cursor().readThrough())
                .isBefore(Instant.now().minus(IDLE_MARGIN))
                .isAfter(Instant.now().minus(IDLE_MARGIN).minus(PATIENCE));
    }

    @Test
    void readsThroughItsOwnTimeAgainOnceABlockComes() {
        standsStillFor(3_600);

        chain.askedAt(Instant.EPOCH);
        chain.mine(List.of());
        follow();

        assertThat(watching.cursor().readThrough()).isEqualTo(watching.cursor().time());
    }

    @Test
    void readsThroughTheTimeOfTheAncestorOnceTheNewestBlockIsGone() {
        chain.mine(List.of());
        follow();
        standsStillFor(3_600);

        chain.drop(1);
        chain.askedAt(Instant.EPOCH);
        chain.mine(List.of());
        follow();

        assertThat(watching.views)
                .filteredOn(it -> it.height() == 1)
                .last()
                .satisfies(it -> assertThat(it.readThrough()).isEqualTo(it.time()));
        assertThat(watching.cursor().readThrough()).isEqualTo(watching.cursor().time());
    }

    @Test
    void keepsWhatIsReadThroughWhenOnlyATagMoves() {
        standsStillFor(3_600);
        var before = watching.cursor();

        writes(watching.recorder.retag(Mono.empty(), before, served(1, 1, before)));

        assertThat(watching.cursor().finalized()).isEqualTo(1);
        assertThat(watching.cursor().readThrough()).isEqualTo(before.readThrough());
    }

    @Test
    void neverGoesBackWhileTheHeadStands() {
        standsStillFor(3_600);
        var before = watching.cursor();

        writes(watching.cursors.rest(before, before.time().plusSeconds(60), IDLE_MARGIN));

        assertThat(watching.cursor().readThrough()).isEqualTo(before.readThrough());
    }

    static Stream<Served> wordsThatProveNothing() {
        var later = Instant.parse("2024-06-01T00:00:00Z");
        var begun = Instant.parse("2024-01-01T00:00:01Z");
        return Stream.of(
                new Served(1, 0, 0, Set.of("0x1"), null),
                Served.NOTHING,
                tip(new Served.Tip(1, "0xother", later)),
                tip(new Served.Tip(2, "0x1", later)),
                tip(new Served.Tip(0, "0x0", later)),
                tip(new Served.Tip(1, "0x1", begun.plus(IDLE_MARGIN))),
                tip(new Served.Tip(1, "0x1", begun.plus(IDLE_MARGIN).plusMillis(900))));
    }

    @ParameterizedTest
    @MethodSource("wordsThatProveNothing")
    void writesNothingUnlessEnoughNameTheNewestBlockForLongerThanTheMargin(Served served) {
        var before = watching.cursor();

        writes(standstill.note(before, served));

        assertThat(watching.cursor()).isEqualTo(before);
    }

    @Test
    void writesNothingOnceSomebodyElseHasTakenOverOrMovedTheCursor() {
        var before = watching.cursor();
        var lost = Mono.<Void>error(new LeaseLost("watcher", 1));
        chain.mine(List.of());
        follow();
        var after = watching.cursor();

        new Standstill(watching.recorder, lost, IDLE_MARGIN)
                .note(after, served(0, 0, after))
                .as(StepVerifier::create)
                .verifyError(LeaseLost.class);
        standstill
                .note(before, served(0, 0, before))
                .as(StepVerifier::create)
                .verifyError(CursorMoved.class);

        assertThat(watching.cursor()).isEqualTo(after);
    }

    @Test
    void saysOnceThatABlockIsOlderThanWhatWasReadThrough() {
        standsStillFor(3_600);
        chain.mine(List.of());
        chain.mine(List.of());
        follow();

        assertThat(log.levels()).containsExactly(Level.WARN);
    }

    @Test
    void saysNothingOfABlockThatIsNewerThanWhatWasReadThrough() {
        chain.askedAt(watching.cursor().time().plus(IDLE_MARGIN).plusSeconds(5));
        follow();
        var later = watching.cursor().readThrough().plusSeconds(1);
        var block = new Block(2, "0xlater", later);

        standstill.endedBy(new ReadBlock(block, "0x1", List.of(), List.of()), watching.cursor());

        assertThat(watching.cursor().readThrough()).isAfter(watching.cursor().time());
        assertThat(log.levels()).isEmpty();
    }

    private void standsStillFor(long seconds) {
        chain.askedAt(watching.cursor().time().plusSeconds(seconds));
        follow();
    }

    private void follow() {
        watching.watch(chain).follow().as(StepVerifier::create).verifyComplete();
    }

    private static void writes(Mono<ChainView> write) {
        write.as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    private static Served served(long safe, long finalized, ChainView at) {
        var asked = at.readThrough().plusSeconds(3_600);
        var tip = new Served.Tip(at.height(), at.hash(), asked);
        return new Served(at.height(), safe, finalized, Set.of(at.hash()), tip);
    }

    private static Served tip(Served.Tip tip) {
        return new Served(tip.height(), 0, 0, Set.of(tip.hash()), tip);
    }
}
