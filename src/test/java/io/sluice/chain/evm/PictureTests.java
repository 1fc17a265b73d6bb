package io.sluice.chain.evm;

import static io.sluice.chain.nodes.NodeState.ALIVE;
import static io.sluice.chain.nodes.NodeState.CONNECTING;
import static io.sluice.chain.nodes.NodeState.DEGRADED;
import static io.sluice.chain.nodes.NodeState.LAGGING;
import static io.sluice.chain.nodes.NodeState.MISCONFIGURED;
import static io.sluice.chain.nodes.NodeState.QUARANTINED;
import static io.sluice.chain.nodes.NodeState.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.Served;
import io.sluice.chain.nodes.NodeReport;
import io.sluice.chain.nodes.NodeState;
import io.sluice.chain.nodes.TagFinding;
import io.sluice.chain.rpc.NodeHealth;
import io.sluice.chain.rpc.NodeHealth.Reading;
import io.sluice.chain.rpc.NodeHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PictureTests {

    private static final Reading LIAR = new Reading(State.QUARANTINED, "a forged block");

    private Picture picture = Picture.blank(Words.TERMS);
    private int now;

    @Test
    void verifiesANodeOnceEnoughOperatorsNameTheSameFirstBlock() {
        hear(Words.honest("a", 100, 0));
        assertThat(state("a")).isEqualTo(VERIFYING);

        hear(Words.honest("b", 100, 0));
        assertThat(state("a")).isEqualTo(ALIVE);
        assertThat(state("b")).isEqualTo(ALIVE);
    }

    @Test
    void takesTheTimeOfTheHeadFromNobodyAlone() {
        hearAllAt(100);

        hear(Words.timed(Words.honest("a", 100, 1), Instant.ofEpochSecond(9_999)));

        assertThat(Reports.of(picture).headTime()).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(Reports.of(picture).nodes()).extracting(NodeReport::lagSeconds).containsOnly(0L);
    }

    @Test
    void namesTheHeadOfANodeThatIsALittleAhead() {
        hearAllAt(100);
        assertThat(picture.early()).isEmpty();

        hear(Words.honest("a", 101, 1));
        assertThat(picture.early()).contains(new EarlyHead("a", 101, "x101", "x100"));
        hear(Words.honest("a", 102, 2));
        assertThat(picture.early()).contains(new EarlyHead("a", 102, "x102", null));

        hear(Words.honest("b", 102, 2));
        assertThat(picture.early()).isEmpty();
    }

    @Test
    void namesNoHeadThatIsHardToBelieve() {
        hearAllAt(100);

        hear(Words.honest("a", 150, 1));
        assertThat(picture.early()).isEmpty();
        picture = picture.with(Words.honest("a", 101, 1), LIAR);
        assertThat(picture.early()).isEmpty();
        hear(Words.from("another", Words.honest("a", 101, 1)));
        assertThat(picture.early()).isEmpty();
    }

    private void hearAllAt(long height) {
        hear(Words.honest("a", height, 0));
        hear(Words.honest("b", height, 0));
        hear(Words.honest("c", height, 0));
    }

    @Test
    void givesANodeOfAnotherBeginningNoSay() {
        hear(Words.honest("a", 100, 0));
        hear(Words.honest("b", 90, 0));
        hear(Words.from("another", Words.honest("c", 100, 0)));

        assertThat(state("c")).isEqualTo(MISCONFIGURED);
        assertThat(picture.served().head()).isEqualTo(90);
    }

    @Test
    void givesOneThatWasCaughtLyingNoSay() {
        hear(Words.honest("a", 100, 0));
        hear(Words.honest("b", 90, 0));
        picture = picture.with(Words.honest("c", 100, 0), LIAR);

        assertThat(state("c")).isEqualTo(QUARANTINED);
        assertThat(picture.served().head()).isEqualTo(90);
        assertThat(picture.served().finalized()).isEqualTo(86);

        picture = picture.with(Words.honest("c", 100, 1), NodeHealth.WELL);
        assertThat(picture.served().head()).isEqualTo(100);
    }

    @Test
    void believesNoHeadThatTheChainCannotHaveReached() {
        everySecond(40);
        hear(Words.honest("a", now + 1_000_000, now));

        assertThat(state("a")).isEqualTo(DEGRADED);
        assertThat(state("b")).isEqualTo(ALIVE);
        assertThat(picture.served().head()).isEqualTo(now);
        assertThat(picture.served().tips()).containsExactly(now + ":x" + now);
    }

    @Test
    void followsAChainThatJumpsWhenEnoughOperatorsDo() {
        everySecond(40);
        hear(Words.honest("a", now + 5_000, now));
        hear(Words.honest("b", now + 5_000, now));

        assertThat(state("a")).isEqualTo(ALIVE);
        assertThat(state("c")).isEqualTo(LAGGING);
        assertThat(picture.served().head()).isEqualTo(now + 5_000);
    }

    @Test
    void followsTheOneThatWasNotCutOffWhenItComesBackLate() {
        everySecond(40);
        now += 3_600;
        hear(Words.honest("a", now, now));

        assertThat(state("a")).isEqualTo(ALIVE);
    }

    @Test
    void callsANodeDegradedForAsLongAsItIsBehindItsOwnFinalBlock() {
        hear(Words.tagged("a", 100, 98, 96, 0));
        hear(Words.tagged("b", 100, 98, 96, 0));
        hear(Words.tagged("a", 100, 98, 95, 1));

        assertThat(state("a")).isEqualTo(DEGRADED);
        assertThat(state("b")).isEqualTo(ALIVE);

        hear(Words.tagged("a", 100, 98, 96, 2));
        assertThat(state("a")).isEqualTo(ALIVE);
    }

    @Test
    void namesWhoeverNamesAnotherBlockAndDegradesWhoeverKeepsDoingSo() {
        hear(Words.head("a", "a", 100, "x100", 0));
        hear(Words.head("b", "b", 100, "x100", 0));
        hear(Words.head("c", "c", 100, "y100", 0));

        assertThat(disagreeing()).containsExactly("c");
        assertThat(state("c")).isEqualTo(ALIVE);

        hear(Words.head("c", "c", 100, "y100", 1));
        hear(Words.head("c", "c", 100, "y100", 2));
        assertThat(state("c")).isEqualTo(DEGRADED);

        hear(Words.head("c", "c", 100, "x100", 3));
        assertThat(state("c")).isEqualTo(ALIVE);
        assertThat(disagreeing()).isEmpty();
    }

    @Test
    void namesAllWhileNoTwoAgree() {
        hear(Words.head("a", "a", 100, "x", 0));
        hear(Words.head("b", "b", 100, "y", 0));
        hear(Words.head("c", "c", 100, "z", 0));

        assertThat(disagreeing()).containsExactly("a", "b", "c");
    }

    @Test
    void reportsHowFarEachIsBehindByBlocksAndByTheirTimes() {
        everySecond(40);
        hear(Words.head("c", "c", now - 10, "x" + (now - 10), now));
        hear(Words.silent("b", now));

        var report = Reports.of(picture);

        assertThat(report.head()).isEqualTo(now - 10);
        assertThat(report.blockMillis()).isEqualTo(1_000);
        assertThat(report.nodes())
                .extracting(NodeReport::state)
                .containsExactly(ALIVE, CONNECTING, ALIVE);

        hear(Words.honest("b", now, now));
        var behind = Reports.of(picture).nodes().getLast();

        assertThat(behind.state()).isEqualTo(LAGGING);
        assertThat(behind.lagBlocks()).isEqualTo(10);
        assertThat(behind.lagSeconds()).isEqualTo(10);
        assertThat(behind.client()).isEqualTo("anvil");
    }

    @Test
    void triesTheTagsThatNodesServe() {
        hear(Words.tagged("a", 100, 98, -1, 0));
        hear(Words.tagged("b", 100, 98, -1, 0));
        assertThat(picture.trials().safe().finding()).isEqualTo(TagFinding.UNTRIED);

        hear(Words.tagged("c", 100, 98, 96, 0));
        assertThat(picture.trials().safe().finding()).isEqualTo(TagFinding.UNMOVED);
        assertThat(picture.trials().finalized().finding()).isEqualTo(TagFinding.NOT_SERVED);

        hear(Words.tagged("a", 101, 99, -1, 1));
        hear(Words.tagged("b", 101, 99, -1, 1));
        assertThat(picture.trials().safe().finding()).isEqualTo(TagFinding.GOOD);
    }

    @Test
    void callsATagContradictedWhenMoreNameAnotherBlockThanMayLie() {
        hear(Words.safe("a", "x"));
        hear(Words.safe("b", "x"));
        hear(Words.safe("c", "y"));
        assertThat(picture.trials().safe().finding()).isEqualTo(TagFinding.UNMOVED);

        hear(Words.safe("b", "z"));
        assertThat(picture.trials().safe().finding()).isEqualTo(TagFinding.CONTRADICTED);
    }

    @RepeatedTest(200)
    void servesNothingThatNoHonestNodeSaidWhileAMajorityIsHonest(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var operators = 3 + random.nextInt(4);
        var liars = (operators - 1) / 2;
        picture = Picture.blank(new Terms(operators / 2 + 1, operators, Words.TERMS.poll()));

        for (var second = 100; second < 150; second++) {
            for (var i = 0; i < operators; i++) {
                var node = "node " + i;
                hear(i < liars ? lie(random, node, second) : Words.honest(node, second, second));
            }
            var served = picture.served();

            assertThat(served.head()).isBetween(second - 1L, (long) second);
            assertThat(served.finalized()).isLessThanOrEqualTo(second - 4L);
            assertThat(agreedHeight(served)).isIn(-1L, (long) second);
            assertThat(picture.pace().blockTime()).isIn(null, Duration.ofSeconds(1));
        }
    }

    private static Standing lie(Random random, String node, int second) {
        var head =
                random.nextBoolean() ? random.nextInt(2_000) : second + random.nextInt(2_000_000);
        return switch (random.nextInt(5)) {
            case 0 -> Words.silent(node, second);
            case 1 -> Words.from("another", Words.honest(node, head, second));
            case 2 -> Words.tagged(node, head, head, head, second);
            case 3 -> Words.timed(Words.honest(node, second, second), anyTime(random));
            default -> Words.head(node, node, head, "lie", second);
        };
    }

    private static Instant anyTime(Random random) {
        return random.nextBoolean()
                ? Instant.MAX
                : Instant.ofEpochSecond(random.nextLong(Mark.LATEST_SECOND));
    }

    private static long agreedHeight(Served served) {
        return served.agreed() == null ? -1 : served.agreed().height();
    }

    private void everySecond(int seconds) {
        for (var i = 0; i < seconds; i++) {
            now = 100 + i;
            hear(Words.honest("a", now, now));
            hear(Words.honest("b", now, now));
            hear(Words.honest("c", now, now));
        }
    }

    private void hear(Standing word) {
        picture = picture.with(word, NodeHealth.WELL);
    }

    private NodeState state(String node) {
        return picture.verdict(node).state();
    }

    private List<String> disagreeing() {
        return Reports.of(picture).nodes().stream()
                .filter(NodeReport::disagrees)
                .map(NodeReport::name)
                .toList();
    }
}
