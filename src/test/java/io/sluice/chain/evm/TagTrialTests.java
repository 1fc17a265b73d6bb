package io.sluice.chain.evm;

import static io.sluice.chain.nodes.TagFinding.AT_HEAD;
import static io.sluice.chain.nodes.TagFinding.CONTRADICTED;
import static io.sluice.chain.nodes.TagFinding.GOOD;
import static io.sluice.chain.nodes.TagFinding.NOT_SERVED;
import static io.sluice.chain.nodes.TagFinding.STUCK;
import static io.sluice.chain.nodes.TagFinding.UNMOVED;
import static io.sluice.chain.nodes.TagFinding.UNTRIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TagTrialTests {

    private TagTrial trial = TagTrial.NONE;

    @Test
    void saysNothingBeforeEveryNodeWasHeard() {
        trial = trial.with(false, 90, 100, false, at(0));

        assertThat(trial.finding()).isEqualTo(UNTRIED);
    }

    @Test
    void findsATagGoodOnceItMovedBehindTheHead() {
        hear(90, 100, 0);
        assertThat(trial.finding()).isEqualTo(UNMOVED);

        hear(91, 101, 1);
        assertThat(trial.finding()).isEqualTo(GOOD);
    }

    @Test
    void findsATagThatIsTheHead() {
        hear(100, 100, 0);
        hear(101, 101, 1);

        assertThat(trial.finding()).isEqualTo(AT_HEAD);
    }

    @Test
    void findsATagThatTooFewServe() {
        hear(-1, 100, 0);
        assertThat(trial.finding()).isEqualTo(NOT_SERVED);

        hear(90, 101, 1);
        assertThat(trial.finding()).isEqualTo(UNMOVED);
    }

    @Test
    void findsATagStuckThatStandsStillForHalfAnHourWhileTheHeadGoesOn() {
        hear(90, 100, 0);
        hear(91, 101, 10);
        hear(91, 101, 9_000);
        assertThat(trial.finding()).isEqualTo(GOOD);

        hear(91, 102, 1_810);
        assertThat(trial.finding()).isEqualTo(GOOD);
        hear(91, 103, 1_811);
        assertThat(trial.finding()).isEqualTo(STUCK);
        hear(92, 104, 1_812);
        assertThat(trial.finding()).isEqualTo(GOOD);
    }

    @Test
    void findsOperatorsThatNameDifferentBlocksOfOneHeight() {
        trial = trial.with(true, 90, 100, true, at(0));

        assertThat(trial.finding()).isEqualTo(CONTRADICTED);
    }

    private void hear(long tag, long head, int second) {
        trial = trial.with(true, tag, head, false, at(second));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
