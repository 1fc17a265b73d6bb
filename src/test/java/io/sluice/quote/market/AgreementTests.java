package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.mark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AgreementTests {

    @Test
    void takesTheLowerMiddleOfWhatWasObserved() {
        assertThat(value("0.926", "0.924", "0.925", "0.927")).isEqualByComparingTo("0.925");
        assertThat(value("0.926", "0.924", "0.925")).isEqualByComparingTo("0.925");
        assertThat(value("0.926", "0.925")).isEqualByComparingTo("0.925");
    }

    @Test
    void needsTwoOperators() {
        assertThat(agree(List.of(mark("kraken", "0.925"))))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        it -> assertThat(it.reason()).startsWith("1 of 2 needed operators"));
    }

    @Test
    void countsTwoSourcesOfOneOperatorOnce() {
        var marks =
                List.of(
                        mark("kraken", "group", new BigDecimal("0.925")),
                        mark("kraken-futures", "group", new BigDecimal("0.926")));

        assertThat(agree(marks))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        it ->
                                assertThat(it.dropped())
                                        .extracting(Dropped::source, Dropped::reason)
                                        .containsExactly(
                                                tuple(
                                                        "kraken-futures",
                                                        "is of an operator that has its vote"
                                                                + " already")));
    }

    @Test
    void staysUndecidedWhenTwoDisagree() {
        assertThat(agree(List.of(mark("kraken", "100"), mark("binance", "100.6"))))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        it ->
                                assertThat(it.dropped())
                                        .extracting(Dropped::reason)
                                        .containsExactly("says 100", "says 100.6"));
        assertThat(agree(List.of(mark("kraken", "100"), mark("binance", "100.5"))))
                .isInstanceOf(Agreed.class);
    }

    @Test
    void staysUndecidedWhenNobodyStandsNearTheMiddle() {
        assertThat(agree(List.of(mark("a", "98"), mark("b", "99"), mark("c", "99.99"))))
                .isInstanceOf(Undecided.class);
    }

    @Test
    void namesWhatItSetAside() {
        var agreement = agree(List.of(mark("a", "100"), mark("b", "100.1"), mark("c", "1000")));

        assertThat(agreement)
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it ->
                                assertThat(it.snapshot().dropped())
                                        .extracting(Dropped::source, Dropped::reason)
                                        .containsExactly(tuple("c", "is too far from the others")));
    }

    @RepeatedTest(200)
    void letsNoSingleSourceMoveTheValueBeyondItsNeighbours(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var honest = honestMarks(random, 2 + random.nextInt(5));
        var marks = new ArrayList<>(honest);
        marks.add(mark("liar", BigDecimal.valueOf(anyFactor(random)).toPlainString()));

        var value = value(agree(marks));

        var mids = honest.stream().map(Mark::mid).toList();
        assertThat(value).isBetween(Collections.min(mids), Collections.max(mids));
    }

    @RepeatedTest(200)
    void valuesWithOneOfTheMarksItKept(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var marks = honestMarks(random, 2 + random.nextInt(6));

        var agreement = agree(marks);

        assertThat(agreement)
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> {
                            assertThat(marks).containsAll(it.snapshot().kept());
                            assertThat(it.snapshot().kept()).contains(it.snapshot().chosen());
                        });
    }

    @RepeatedTest(200)
    void doesNotCareInWhatOrderAnswersArrive(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var marks =
                Stream.concat(
                                honestMarks(random, 1 + random.nextInt(4)).stream(),
                                Stream.of(mark("odd", String.valueOf(anyFactor(random)))))
                        .toList();
        var shuffled = new ArrayList<>(marks);
        Collections.shuffle(shuffled, random);

        assertThat(agree(shuffled)).isEqualTo(agree(marks));
    }

    /** Within 0.2 % of each other, some of them equal. */
    private static List<Mark> honestMarks(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(at -> mark("source" + at, "0." + (92_500 + random.nextInt(185))))
                .toList();
    }

    private static double anyFactor(Random random) {
        return 0.925 * Math.pow(10, random.nextDouble(-2, 2));
    }

    private static BigDecimal value(String... mids) {
        var marks =
                IntStream.range(0, mids.length)
                        .mapToObj(at -> mark("source" + at, mids[at]))
                        .toList();
        return value(agree(marks));
    }

    private static BigDecimal value(Agreement agreement) {
        return switch (agreement) {
            case Agreed(var snapshot) -> snapshot.value();
            case Undecided it -> throw new AssertionError(it.toString());
        };
    }

    private static Agreement agree(List<Mark> marks) {
        return Agreement.of(USDC_EUR, marks, List.of(), NOON);
    }
}
