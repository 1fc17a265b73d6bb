package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.heard;
import static io.sluice.quote.market.Fixtures.market;
import static io.sluice.quote.market.Fixtures.rule;
import static io.sluice.quote.market.Fixtures.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What venues do wrong, and what becomes of the price. */
class MarketFaultTests {

    private static final PairRule USDC_EUR = rule("USDC/EUR", "USD", "USDT");

    @Test
    void survivesAVenueThatIsTenTimesOffEitherWay() {
        for (var wrong : List.of("8", "0.08")) {
            var snapshot =
                    usdcEur(
                            heard("kraken", "USDC/EUR 0.8 0.8"),
                            heard("coinbase", "USDC/EUR 0.801 0.801"),
                            heard("bitstamp", "USDC/EUR 0.802 0.802"),
                            heard("binance", "USDC/EUR " + wrong + " " + wrong));

            assertThat(snapshot.value()).isEqualByComparingTo("0.801");
        }
    }

    @Test
    void survivesAVenueThatStoodStillForAnHour() {
        var still = new Ticker(new BigDecimal("0.8"), new BigDecimal("0.8"), null, hourAgo());

        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.82 0.82"),
                        heard("coinbase", "USDC/EUR 0.821 0.821"),
                        heard("bitstamp", Pair.of("USDC/EUR"), still),
                        heard("binance", "USDC/EUR 0.8 0.8"));

        assertThat(snapshot.value()).isEqualByComparingTo("0.82");
        assertThat(snapshot.dropped())
                .extracting(Dropped::reason)
                .containsExactly("is older than 60 s", "is too far from the others");
    }

    @Test
    void doesWithoutTheDollarWhenItsMarketSleeps() {
        var weekend = new Ticker(new BigDecimal("1.25"), new BigDecimal("1.25"), null, hourAgo());

        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.8 0.8"),
                        heard("coinbase", "USDC/EUR 0.8 0.8"),
                        heard("bitstamp", Pair.of("EUR/USD"), weekend));

        assertThat(snapshot.value()).isEqualByComparingTo("0.8");
    }

    @Test
    void saysOfEachSourceWhyThereIsNoRate() {
        var agreement =
                market(USDC_EUR)
                        .agree(
                                List.of(
                                        silent(
                                                "kraken",
                                                "did not answer in time",
                                                "USDC/EUR",
                                                "EUR/USD"),
                                        silent("coinbase", "asked for fewer requests", "USDC/EUR"),
                                        heard("bitstamp", "USDC/EUR 0.9 0.8"),
                                        silent("binance", "answered HTTP 503", "ETH/EUR"),
                                        heard("luno")),
                                NOON)
                        .getFirst();

        assertThat(agreement)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        it ->
                                assertThat(it.dropped())
                                        .extracting(why -> why.source() + " " + why.reason())
                                        .containsExactly(
                                                "kraken did not answer in time",
                                                "coinbase asked for fewer requests",
                                                "bitstamp has a crossed book",
                                                "binance lists no way to it",
                                                "luno gave no answer"));
    }

    /** Also of a book that is none: evidence is what was said. */
    @Test
    void keepsBothSidesOfWhatItDoesNotUse() {
        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.8 0.8"),
                        heard("coinbase", "USDC/EUR 0.8 0.8"),
                        heard("bitstamp", "USDC/EUR 0.9 0.7"),
                        heard("binance", "USDC/EUR 0.85 0.853"),
                        silent("okx", "answered HTTP 503", "USDC/EUR"));

        assertThat(snapshot.dropped())
                .extracting(it -> it.source() + " " + it.offered() + " " + it.mid())
                .containsExactlyInAnyOrder(
                        "bitstamp Offered[bid=0.9, ask=0.7] 0.8",
                        "binance Offered[bid=0.85, ask=0.853] 0.8515",
                        "okx null null");
    }

    private static Instant hourAgo() {
        return NOON.minus(Duration.ofHours(1));
    }

    private static Snapshot usdcEur(Heard... heard) {
        var market = market(rule("EUR/USD"), rule("USDT/USD"), USDC_EUR);
        return agreed(market.agree(Arrays.asList(heard), NOON).getLast());
    }

    private static Snapshot agreed(Agreement agreement) {
        return switch (agreement) {
            case Agreed(var snapshot) -> snapshot;
            case Undecided it -> throw new AssertionError(it.toString());
        };
    }
}
