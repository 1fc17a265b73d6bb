package io.sluice.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.chain.family.Served;
import java.time.Instant;
import java.util.List;
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
                        .with(node("a2", "a", 1_000_100, "x", 0))
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
                        .with(tagged("a", 100, 96, 90, "a"))
                        .with(tagged("b", 100, -1, 91, "a"))
                        .with(tagged("c", 99, 95, -1, "b"));

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

    @Test
    void namesTheBlockThatEnoughOperatorsNameAndWhenEnoughWereAsked() {
        var standings =
                Standings.none(2)
                        .with(node("a", "a", 100, "x", 10))
                        .with(node("b", "b", 100, "x", 30))
                        .with(node("c", "c", 100, "x", 20));

        assertThat(standings.served().agreed()).isEqualTo(tip(100, "x", 20));
    }

    @Test
    void hearsAnOperatorOfManyNodesOnceWhenItWasAskedLast() {
        var standings =
                Standings.none(2)
                        .with(node("a", "a", 100, "x", 10))
                        .with(node("a2", "a", 100, "x", 50))
                        .with(node("b", "b", 100, "x", 20));

        assertThat(standings.served().agreed()).isEqualTo(tip(100, "x", 20));
        assertThat(standings.with(node("b", "b", 100, "x", 60)).served().agreed())
                .isEqualTo(tip(100, "x", 50));
    }

    @Test
    void namesNoBlockWhenTooFewOperatorsNameTheSame() {
        var two = Standings.none(2).with(node("a", "a", 100, "x", 10));

        assertThat(two.served().agreed()).isNull();
        assertThat(two.with(node("b", "b", 100, "y", 10)).served().agreed()).isNull();
        assertThat(two.with(node("b", "b", 101, "x", 10)).served().agreed()).isNull();
        assertThat(two.with(node("a2", "a", 100, "x", 10)).served().agreed()).isNull();
        assertThat(two.with(node("b", "b", -1, "", 10)).served().agreed()).isNull();
    }

    @Test
    void givesAnOperatorNoSayInTheNewestBlockWhileItsNodesContradict() {
        var agreeing =
                Standings.none(2)
                        .with(node("a", "a", 100, "x", 10))
                        .with(node("b", "b", 100, "x", 10));

        assertThat(agreeing.with(node("b2", "b", 100, "y", 20)).served().agreed()).isNull();
        assertThat(agreeing.with(node("b2", "b", 101, "z", 20)).served().agreed()).isNull();
        assertThat(agreeing.with(node("b2", "b", 99, "w", 20)).served().agreed())
                .isEqualTo(tip(100, "x", 10));
    }

    @RepeatedTest(200)
    void claimsNothingOfTheNewestBlockThatEnoughOperatorsDidNotSay(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var operators = 1 + random.nextInt(5);
        var standings = Standings.none(operators / 2 + 1);
        for (var i = 0; i < operators * 2; i++) {
            var operator = "operator " + random.nextInt(operators);
            var hash = random.nextInt(3) > 0 ? "x" : "y";
            standings =
                    standings.with(
                            node("" + i, operator, random.nextInt(2), hash, random.nextInt(9)));
        }

        var agreed = standings.served().agreed();

        if (agreed != null) {
            assertThat(naming(standings, agreed, agreed.asked()))
                    .isGreaterThanOrEqualTo(standings.quorum());
            assertThat(naming(standings, agreed, agreed.asked().plusSeconds(1)))
                    .isLessThan(standings.quorum());
        }
    }

    /** How many operators, asked then or later, name this block and none above it. */
    private static long naming(Standings standings, Served.Tip tip, Instant asked) {
        return standings.byNode().values().stream()
                .filter(it -> it.tip().equals(tip.height() + ":" + tip.hash()))
                .filter(it -> !it.asked().isBefore(asked))
                .map(Standing::operator)
                .distinct()
                .filter(operator ->
                        standings.byNode().values().stream()
                                .filter(it -> it.operator().equals(operator))
                                .noneMatch(it -> isAnotherThan(tip, it)))
                .count();
    }

    private static boolean isAnotherThan(Served.Tip tip, Standing standing) {
        return standing.head().height() > tip.height()
                || (standing.head().height() == tip.height()
                        && !standing.head().hash().equals(tip.hash()));
    }

    private static Standing head(String operator, long head) {
        return node("node of " + operator, operator, head, "x", 0);
    }

    private static Standing node(String name, String operator, long head, String hash, int asked) {
        return Words.head(name, operator, head, hash, asked);
    }

    private static Standing tagged(String name, long head, long safe, long finalized, String hash) {
        return new Standing(
                name,
                name,
                Words.ANSWERING,
                Words.mark(head, hash),
                Words.mark(safe, hash),
                Words.mark(finalized, hash),
                -1,
                List.of(),
                Instant.EPOCH);
    }

    private static Served.Tip tip(long height, String hash, int asked) {
        return new Served.Tip(height, hash, Instant.ofEpochSecond(asked));
    }
}
