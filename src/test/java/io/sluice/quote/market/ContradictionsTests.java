package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.heard;
import static io.sluice.quote.market.Fixtures.market;
import static io.sluice.quote.market.Fixtures.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContradictionsTests {

    private static final Books OTHERS = books("coinbase", "ETH/EUR 2900 2901", "ETH/USD 3132 3133");

    @Test
    void findsNothingWhereBooksFitTogether() {
        var sound =
                books("kraken", "ETH/EUR 2900 2901", "ETH/USD 3132 3133", "EUR/USD 1.079 1.081");

        assertThat(within(sound, OTHERS)).isEmpty();
    }

    @Test
    void findsTheBookThatIsFarthestFromOthers() {
        var bent = books("kraken", "EUR/USD 1.079 1.081", "ETH/EUR 2950 2951", "ETH/USD 3132 3133");

        assertThat(within(bent, OTHERS)).containsExactly("ETH/EUR");
    }

    @Test
    void findsTheWidestWhereNobodyElseKnows() {
        var bent = books("kraken", "EUR/USD 1.079 1.081", "ETH/EUR 2950 2951", "ETH/USD 3132 3133");

        assertThat(within(bent, books("coinbase"))).containsExactly("EUR/USD");
    }

    @Test
    void doesNotAskTheSameOperatorWhoIsRight() {
        var bent = books("kraken", "EUR/USD 1.079 1.081", "ETH/EUR 2950 2951", "ETH/USD 3132 3133");
        var brother = new Books("kraken-too", "kraken", false, OTHERS.legs());

        assertThat(within(bent, brother)).containsExactly("EUR/USD");
    }

    @Test
    void leavesABookOutOfEveryWayItWouldBeAStepOf() {
        var market = market(rule("EUR/USD"), rule("ETH/USD"), rule("ETH/EUR", "USD"));
        var heard =
                List.of(
                        heard(
                                "kraken",
                                "EUR/USD 1.08 1.08",
                                "ETH/EUR 2950 2950",
                                "ETH/USD 3132 3132"),
                        heard("coinbase", "ETH/EUR 2900 2900", "ETH/USD 3132 3132"),
                        heard("bitstamp", "ETH/EUR 2901 2901", "EUR/USD 1.08 1.08"));

        assertThat(market.agree(heard, NOON).getLast())
                .isInstanceOfSatisfying(
                        Agreed.class,
                        it -> {
                            assertThat(it.snapshot().kept())
                                    .extracting(Mark::source, Mark::route)
                                    .contains(tuple("kraken", "ETH/USD x USD/EUR"));
                            assertThat(it.snapshot().dropped())
                                    .extracting(Dropped::source, Dropped::reason)
                                    .contains(
                                            tuple(
                                                    "kraken",
                                                    "is more than 1 % off its own other books"));
                        });
    }

    private static List<String> within(Books books, Books others) {
        return new Contradictions(List.of(books, others))
                .within(books).stream().map(Pair::toString).toList();
    }

    private static Books books(String source, String... books) {
        var legs = Stream.of(books).map(it -> leg(source, it.split(" ", -1))).toList();
        return new Books(source, source, false, legs);
    }

    private static Leg leg(String source, String[] words) {
        var prices = new BidAsk(new BigDecimal(words[1]), new BigDecimal(words[2]));
        return new Leg(source, Pair.of(words[0]), prices, NOON, true);
    }
}
