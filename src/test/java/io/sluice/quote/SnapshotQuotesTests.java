package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.money.Asset;
import io.sluice.money.ChainId;
import io.sluice.money.Price;
import io.sluice.platform.keys.SigningKeys;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import io.sluice.quote.market.Dropped;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotQuotesTests {

    private static final Asset USDC = asset("USDC", 6);
    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Pair USDC_USD = Pair.of("USDC/USD");
    private static final Pegs PEGS = new Pegs(Map.of("USDC", "USD"));

    private final Map<String, Object> signed = new HashMap<>();
    private final Board board =
            new Board(Duration.ofMinutes(5), List.of(USDC_EUR, USDC_USD), PEGS, () -> NOON);
    private final Quotes quotes = quotes(board, signed);

    @BeforeEach
    void holdThePeg() {
        board.overhear(new Agreed(of(USDC_USD, snapshot("1", NOON))));
    }

    @Test
    void roundsWhatIsDueUp() {
        board.post(new Agreed(snapshot("0.92486", NOON)));

        var due = quotes.indicative(Price.of("25.00", EUR), USDC);

        assertThat(due.amount()).isEqualTo("27.031119");
    }

    @Test
    void doesNotRoundWhatIsExact() {
        board.post(new Agreed(snapshot("0.8", NOON)));

        assertThat(quotes.indicative(Price.of("4.00", EUR), USDC).amount()).isEqualTo("5.000000");
    }

    /** Currencies of no, two and three decimals; assets of up to 24. */
    @RepeatedTest(100)
    void asksForTheFewestUnitsThatAreWorthThePrice(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var rate = BigDecimal.valueOf(1 + random.nextLong(10_000_000_000L), random.nextInt(12));
        var currency = Currency.getInstance(List.of("JPY", "EUR", "KWD").get(random.nextInt(3)));
        var minor = BigDecimal.valueOf(1 + random.nextInt(10_000_000));
        var price = new Price(minor.movePointLeft(currency.getDefaultFractionDigits()), currency);
        var asset = asset("USDC", List.of(0, 6, 8, 18, 24).get(random.nextInt(5)));
        var pair = new Pair("USDC", currency.getCurrencyCode());
        var board = new Board(Duration.ofMinutes(5), List.of(pair), Pegs.NONE, () -> NOON);
        var quotes = quotes(board, signed);
        board.post(new Agreed(of(pair, snapshot(rate.toPlainString(), NOON))));

        var units = quotes.indicative(price, asset).units();

        assertThat(worth(asset, units, rate)).isGreaterThanOrEqualTo(price.amount());
        assertThat(worth(asset, units.subtract(BigInteger.ONE), rate)).isLessThan(price.amount());
    }

    @Test
    void carriesWhatEverySourceSaid() {
        var good = snapshot("0.92", NOON.minusSeconds(3));
        var dropped =
                new Dropped("binance", "EUR/USDC", null, NOON.minusSeconds(2), "answered HTTP 503");
        board.post(
                new Agreed(
                        new Snapshot(
                                USDC_EUR,
                                good.chosen(),
                                good.kept(),
                                List.of(dropped),
                                good.at())));

        var quote = quotes.offer(Price.of("25.00", EUR), USDC, NOON.plusSeconds(900));

        assertThat(quote.rate()).isEqualByComparingTo("0.92");
        assertThat(quote.stale()).isFalse();
        assertThat(quote.validUntil()).isEqualTo(NOON.plusSeconds(900));
        var book = new Quote.Input("kraken", "USDC/EUR", new BigDecimal("0.92"), rate("0.92"));
        assertThat(quote.sources())
                .containsExactly(
                        new Quote.Evidence(
                                "kraken", "USDC/EUR", rate("0.92"), 0, null, List.of(book)),
                        new Quote.Evidence(
                                "binance", "EUR/USDC", null, 2000, "answered HTTP 503", List.of()));
    }

    @Test
    void signsAllThatWasPromised() {
        board.post(new Agreed(snapshot("0.92", NOON)));

        var quote = quotes.offer(Price.of("25.00", EUR), USDC, NOON.plusSeconds(900));

        assertThat(quote.signature()).isEqualTo("signed as quote+jwt");
        assertThat(signed)
                .containsEntry("jti", "quo_1")
                .containsEntry("price", "25.00")
                .containsEntry("currency", "EUR")
                .containsEntry("asset", USDC.id())
                .containsEntry("units", "27173914")
                .containsEntry("rate", "0.92")
                .containsEntry("stale", false)
                .containsEntry("iat", NOON.getEpochSecond())
                .containsEntry("exp", NOON.plusSeconds(900).getEpochSecond());
        var book = Map.of("source", "kraken", "pair", "USDC/EUR", "bid", "0.92", "ask", "0.92");
        assertThat(signed.get("sources"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("name", "kraken")
                .containsEntry("mid", "0.92")
                .containsEntry("inputs", List.of(book));
    }

    @Test
    void marksAQuoteThatRestsOnTheLastGoodRate() {
        board.post(new Agreed(snapshot("0.92", NOON.minusSeconds(200))));
        board.post(new Undecided(USDC_EUR, "nobody answered", List.of(), NOON));

        var quote = quotes.offer(Price.of("25.00", EUR), USDC, NOON.plusSeconds(900));

        assertThat(quote.stale()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.979", "1.021"})
    void quotesAStablecoinThatLostItsPegOnlyAtTheMarket(String dollars) {
        board.post(new Agreed(snapshot("0.92", NOON)));
        board.overhear(new Agreed(of(USDC_USD, snapshot(dollars, NOON))));
        var price = Price.of("25.00", EUR);

        for (var refused :
                List.<ThrowingCallable>of(
                        () -> quotes.offer(price, USDC, NOON),
                        () -> quotes.indicative(price, USDC))) {
            assertThatThrownBy(refused)
                    .isInstanceOfSatisfying(
                            RateUnavailable.class,
                            it -> assertThat(it.why()).isEqualTo(RateUnavailable.Why.DEPEGGED));
        }
        assertThat(quotes.offerAtMarket(price, USDC, NOON).rate()).isEqualByComparingTo("0.92");
    }

    /** Not to know is not to be pegged. */
    @Test
    void quotesNoStablecoinWhoseWorthNobodyKnows() {
        board.post(new Agreed(snapshot("0.92", NOON)));
        board.overhear(new Agreed(of(USDC_USD, snapshot("1", NOON.minusSeconds(301)))));

        assertThatThrownBy(() -> quotes.offer(Price.of("25.00", EUR), USDC, NOON))
                .isInstanceOfSatisfying(
                        RateUnavailable.class,
                        it -> assertThat(it.why()).isEqualTo(RateUnavailable.Why.DEPEGGED));
    }

    @Test
    void quotesAStablecoinThatIsALittleOff() {
        board.post(new Agreed(snapshot("0.92", NOON)));
        board.overhear(new Agreed(of(USDC_USD, snapshot("0.98", NOON))));

        assertThat(quotes.offer(Price.of("25.00", EUR), USDC, NOON).rate())
                .isEqualByComparingTo("0.92");
    }

    @Test
    void exchangesCurrenciesAtTheAgreedRateEitherWay() {
        var usd = Currency.getInstance("USD");
        var fiat = Pair.of("EUR/USD");
        var rates = new Board(Duration.ofMinutes(5), List.of(fiat), Pegs.NONE, () -> NOON);
        var exchange = quotes(rates, signed);

        assertThat(exchange.exchangeRate(EUR, usd)).isEmpty();
        rates.post(new Agreed(of(fiat, snapshot("1.25", NOON))));

        assertThat(exchange.exchangeRate(EUR, EUR)).contains(BigDecimal.ONE);
        assertThat(exchange.exchangeRate(EUR, usd)).contains(new BigDecimal("1.25"));
        assertThat(exchange.exchangeRate(usd, EUR)).contains(new BigDecimal("0.8"));
        assertThat(exchange.exchangeRate(usd, Currency.getInstance("JPY"))).isEmpty();
    }

    @Test
    void quotesNothingWithoutARate() {
        assertThatThrownBy(() -> quotes.indicative(Price.of("25.00", EUR), USDC))
                .isInstanceOf(RateUnavailable.class);
        assertThatThrownBy(() -> quotes.offer(Price.of("25.00", EUR), asset("ETH", 18), NOON))
                .isInstanceOf(RateUnavailable.class);
        assertThat(signed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USDC.e", "S", "ALONGERSYMBOL", "EUR"})
    void hasNoPriceForASymbolThatNoPairCanHave(String symbol) {
        assertThatThrownBy(() -> quotes.indicative(Price.of("25.00", EUR), asset(symbol, 6)))
                .isInstanceOfSatisfying(
                        RateUnavailable.class,
                        it -> assertThat(it.why()).isEqualTo(RateUnavailable.Why.NOT_PRICED));
    }

    private static Quotes quotes(Board board, Map<String, Object> signed) {
        var keys =
                new SigningKeys() {
                    @Override
                    public String sign(String type, Map<String, Object> claims) {
                        signed.putAll(claims);
                        return "signed as " + type;
                    }

                    @Override
                    public Map<String, Object> publicKeys() {
                        return Map.of();
                    }
                };
        return new SnapshotQuotes(
                board, new QuoteSeal(keys), new NoQuotes(), prefix -> prefix + "_1", () -> NOON);
    }

    private static Snapshot of(Pair pair, Snapshot it) {
        return new Snapshot(pair, it.chosen(), it.kept(), it.dropped(), it.at());
    }

    private static BigDecimal worth(Asset asset, BigInteger units, BigDecimal rate) {
        return new BigDecimal(units, asset.decimals()).multiply(rate);
    }

    private static BigDecimal rate(String text) {
        return new BigDecimal(text);
    }

    private static Asset asset(String symbol, int decimals) {
        return new Asset(new ChainId("eip155:31337"), "erc20:0xAsset", symbol, decimals);
    }
}
