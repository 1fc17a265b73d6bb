package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.Served;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingsTests {

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100, 100",
        "1000100, 100, 99, 100",
        "100, 1000100, 99, 100",
        "0, 100, 101, 100",
        "-1, 100, 101, 100",
        "-1, -1, 101, -1"
    })
    void servesWhatTwoOfThreeHaveReached(long a, long b, long c, long served) {
        var standings = Standings.none(2).with(head("a", a)).with(head("b", b)).with(head("c", c));

        assertThat(standings.served().head()).isEqualTo(served);
    }

    @Test
    void waitsForAQuorumOfThoseConfiguredNotOfThoseAlive() {
        assertThat(Standings.none(2).with(head("a", 100)).served().head()).isEqualTo(-1);
    }

    @Test
    void givesNodesOfOneOperatorOneVote() {
        var standings =
                Standings.none(2)
                        .with(head("a", 1_000_100))
                        .with(new Standing("a2", "a", 1_000_100, -1, -1, "x"))
                        .with(head("b", 100));

        assertThat(standings.served().head()).isEqualTo(100);
    }

    @Test
    void letsANodeTakeItsWordBack() {
        var standings = Standings.none(1).with(head("a", 100)).with(head("a", 90));

        assertThat(standings.served().head()).isEqualTo(90);
    }

    @Test
    void servesEachTagByItsOwnQuorum() {
        var standings =
                Standings.none(2)
                        .with(new Standing("a", "a", 100, 96, 90, "100:a"))
                        .with(new Standing("b", "b", 100, -1, 91, "100:a"))
                        .with(new Standing("c", "c", 99, 95, -1, "99:b"));

        assertThat(standings.served())
                .extracting(Served::head, Served::safe, Served::finalized)
                .containsExactly(100L, 95L, 90L);
        assertThat(standings.served().tips()).containsExactlyInAnyOrder("100:a", "99:b");
    }

    @RepeatedTest(100)
    void servesWhatAnHonestMajorityKnowsWhateverTheOthersSay(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var operators = 1 + random.nextInt(7);
        var quorum = operators / 2 + 1;
        var truth = 1_000L;
        var standings = Standings.none(quorum);

        for (var i = 0; i < operators; i++) {
            var honest = i < quorum;
            var told = honest ? truth - random.nextInt(3) : random.nextLong(-1, 1_000_000);
            standings = standings.with(head("operator " + i, told));
        }

        assertThat(standings.served().head()).isBetween(truth - 2, truth);
    }

    private static Standing head(String operator, long head) {
        return new Standing("node of " + operator, operator, head, -1, -1, head + ":x");
    }
}
