package io.sluice.quote.market;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.heard;
import static io.sluice.quote.market.Fixtures.market;
import static io.sluice.quote.market.Fixtures.official;
import static io.sluice.quote.market.Fixtures.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.Ticker;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketTests {

    private static final PairRule EUR_USD = rule("EUR/USD");
    private static final PairRule USDT_USD = rule("USDT/USD");
    private static final PairRule USDC_EUR = rule("USDC/EUR", "USD", "USDT");

    /** BTC/USDT in one second of a real day. */
    @Test
    void getsARealSecondRight() {
        var round =
                List.of(
                        traded("kraken", "73380.6", "73380.7", "2000"),
                        traded("coinbase", "73360.34", "73369.19", "500"),
                        traded("bitstamp", "73353", "73367", "300"),
                        traded("bitso", "73288", "73440", "12"),
                        traded("coinmate", "73017.7", "73667.9", "0.15"),
                        traded("luno", "72617.38", "73998.97", "0.31"));

        var snapshot = agreed(market(rule("BTC/USDT")).agree(round, NOON).getFirst());

        assertThat(snapshot.kept())
                .extracting(Mark::source)
                .containsExactly("bitstamp", "bitso", "coinbase", "kraken");
        assertThat(snapshot.value()).isEqualByComparingTo("73364");
        assertThat(snapshot.dropped())
                .extracting(it -> it.source() + " " + it.reason())
                .containsExactly("coinmate trades too little of it", "luno has a spread above 1 %");
    }

    @Test
    void turnsABookRoundThatIsListedTheOtherWay() {
        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.8 0.8"),
                        heard("binance", "EUR/USDC 1.25 1.25"));

        assertThat(mark(snapshot, "binance").mid()).isEqualByComparingTo("0.8");
        assertThat(mark(snapshot, "binance").route()).isEqualTo("USDC/EUR");
    }

    @Test
    void crossesTheDollarWhenAVenueHasNoDirectBook() {
        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.8 0.8"),
                        heard("bitstamp", "USDC/USD 1.000 1.002", "EUR/USD 1.250 1.252"));

        var crossed = mark(snapshot, "bitstamp");
        assertThat(crossed.route()).isEqualTo("USDC/USD x USD/EUR");
        assertThat(crossed.prices().bid())
                .isBetween(new BigDecimal("0.79872"), new BigDecimal("0.79873"));
        assertThat(crossed.prices().ask()).isEqualByComparingTo("0.8016");
        assertThat(crossed.legs()).extracting(Leg::source).containsOnly("bitstamp");
    }

    @Test
    void borrowsTheAgreedRateForALegTheVenueDoesNotList() {
        var market = market(EUR_USD, USDT_USD, rule("ETH/USD", "USDT"));
        var round =
                List.of(
                        heard("kraken", "USDT/USD 0.999 0.999", "ETH/USD 2997 2997"),
                        heard("bitstamp", "USDT/USD 0.999 0.999"),
                        heard("binance", "ETH/USDT 3000 3000"));

        var snapshot = agreed(market.agree(round, NOON).getLast());

        assertThat(mark(snapshot, "binance").mid()).isEqualByComparingTo("2997");
        assertThat(mark(snapshot, "binance").legs())
                .extracting(Leg::source)
                .containsExactly("binance", "agreed");
    }

    @Test
    void givesNoVoteToASourceThatHasNoBookOfItsOwn() {
        var market = market(rule("USDC/USD"), EUR_USD, USDC_EUR);
        var round =
                List.of(
                        heard("kraken", "USDC/USD 1 1", "EUR/USD 1.25 1.25"),
                        heard("bitstamp", "USDC/USD 1 1", "EUR/USD 1.25 1.25"),
                        heard("binance", "ETH/USDT 3000 3000"));

        var snapshot = agreed(market.agree(round, NOON).getLast());

        assertThat(snapshot.kept()).extracting(Mark::source).containsExactly("bitstamp", "kraken");
        assertThat(snapshot.dropped())
                .extracting(it -> it.source() + " " + it.reason())
                .containsExactly("binance lists no way to it");
    }

    @Test
    void convertsAtTheMarketRateWhenAStablecoinIsOff() {
        var snapshot =
                usdcEur(
                        heard("kraken", "USDT/USD 0.985 0.985", "USDC/EUR 0.8 0.8"),
                        heard("bitstamp", "USDT/USD 0.985 0.985"),
                        heard("binance", "USDC/USDT 1.01523 1.01523", "EUR/USDT 1.26904 1.26904"));

        assertThat(mark(snapshot, "binance").mid())
                .isBetween(new BigDecimal("0.7999"), new BigDecimal("0.8001"));
    }

    @Test
    void convertsNothingThroughAStablecoinThatLostItsPeg() {
        var agreement =
                market(EUR_USD, USDT_USD, USDC_EUR)
                        .agree(
                                List.of(
                                        heard("kraken", "USDT/USD 0.97 0.97", "USDC/EUR 0.8 0.8"),
                                        heard("bitstamp", "USDT/USD 0.97 0.97"),
                                        heard(
                                                "binance",
                                                "USDC/USDT 1.03 1.03",
                                                "EUR/USDT 1.29 1.29")),
                                NOON)
                        .getLast();

        assertThat(agreement).isInstanceOf(Undecided.class);
    }

    @Test
    void crossesOnlyBooksOfTheSameMoment() {
        var old = new Ticker(BigDecimal.ONE, BigDecimal.ONE, null, NOON.minusSeconds(31));
        var usdc = heard("bitstamp", Pair.of("USDC/USD"), old).answers().getFirst();
        var eur = heard("bitstamp", "EUR/USD 1.25 1.25").answers().getFirst();
        var bitstamp = heard("bitstamp", List.of(usdc, eur));

        var snapshot =
                usdcEur(
                        heard("kraken", "USDC/EUR 0.8 0.8"),
                        heard("coinbase", "USDC/EUR 0.8 0.8"),
                        bitstamp);

        assertThat(snapshot.kept()).extracting(Mark::source).containsExactly("coinbase", "kraken");
        assertThat(snapshot.dropped())
                .extracting(it -> it.source() + " " + it.reason())
                .containsExactly("bitstamp has books more than 30 s apart");
    }

    /** What a bank says of one step does not excuse a stale book in another. */
    @Test
    void crossesAnAgreedRateOnlyWithBooksOfItsMoment() {
        var market = market(rule("USDC/EUR"), rule("USDC/CHF", "EUR"), rule("ETH/CHF", "USDC"));
        var old = NOON.minusSeconds(40);
        var round =
                List.of(
                        heard("kraken", Pair.of("USDC/EUR"), ticker("0.8", old)),
                        heard("bitstamp", Pair.of("USDC/EUR"), ticker("0.8", old)),
                        heard("coinbase", "ETH/USDC 3000 3000"),
                        heard("okx", "ETH/USDC 3000 3000"),
                        official("ecb", "EUR/CHF", "0.94"));

        var agreements = market.agree(round, NOON);

        assertThat(agreements.get(1)).isInstanceOf(Agreed.class);
        assertThat(agreements.getLast())
                .isInstanceOfSatisfying(
                        Undecided.class,
                        it ->
                                assertThat(it.dropped())
                                        .extracting(Dropped::reason)
                                        .contains("has books more than 30 s apart"));
    }

    private static Ticker ticker(String price, Instant at) {
        return new Ticker(new BigDecimal(price), new BigDecimal(price), null, at);
    }

    private static Heard traded(String source, String bid, String ask, String volume) {
        return heard(
                source,
                Pair.of("BTC/USDT"),
                new Ticker(new BigDecimal(bid), new BigDecimal(ask), new BigDecimal(volume), NOON));
    }

    private static Snapshot usdcEur(Heard... heard) {
        var market = market(EUR_USD, USDT_USD, USDC_EUR);
        return agreed(market.agree(Arrays.asList(heard), NOON).getLast());
    }

    private static Snapshot agreed(Agreement agreement) {
        return switch (agreement) {
            case Agreed(var snapshot) -> snapshot;
            case Undecided it -> throw new AssertionError(it.toString());
        };
    }

    private static Mark mark(Snapshot snapshot, String source) {
        return snapshot.kept().stream()
                .filter(it -> it.source().equals(source))
                .findFirst()
                .orElseThrow();
    }
}
