package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quote.market.Market;
import io.sluice.quote.market.PairRule;
import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import io.sluice.quote.venue.RateSource;
import io.sluice.quote.venue.VenueTerms;
import io.sluice.quote.venue.VenuesForTests;
import io.sluice.sandbox.RateVenue;
import io.sluice.sandbox.RateVenues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

/** The committed configuration for real venues, asked of venues that speak like them. */
class RatesAgainstVenuesTests {

    private static final RateVenues VENUES = RateVenues.start();
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Pair USDC_EUR = Pair.of("USDC/EUR");

    private final QuoteProperties properties = committed();
    private final InstantSource clock = InstantSource.system();
    private final List<Pair> pairs = properties.rules().stream().map(PairRule::pair).toList();
    private final Board board = new Board(Duration.ofMinutes(5), pairs, Pegs.NONE, clock);
    private final RateRefresher refresher = refresher();

    @AfterEach
    void heal() {
        for (var venue : RateVenue.values()) {
            VENUES.heal(venue);
        }
        VENUES.worth("USDT", BigDecimal.ONE);
    }

    @AfterAll
    static void stop() {
        VENUES.close();
    }

    @Test
    void pricesEveryConfiguredPair() {
        refresh();

        assertThat(traded())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(operators(it)).isGreaterThan(1));
        assertThat(snapshot(Pair.of("EUR/CHF")).chosen().source()).isEqualTo("ecb");
        assertThat(snapshot(USDC_EUR).kept())
                .extracting(it -> it.source() + ": " + it.route())
                .containsExactlyInAnyOrder(
                        "kraken: USDC/EUR",
                        "coinbase: USDC/EUR",
                        "bitstamp: USDC/USD x USD/EUR",
                        "binance: USDC/EUR",
                        "okx: USDC/EUR");
    }

    @ParameterizedTest
    @EnumSource
    void doesWithoutAnyOneVenue(RateVenue venue) {
        refresh();
        var before = snapshot(USDC_EUR).value();
        VENUES.down(venue);
        refresh();

        assertThat(traded()).allSatisfy(it -> assertThat(operators(it)).isGreaterThan(1));
        assertClose(snapshot(USDC_EUR).value(), before);
    }

    @ParameterizedTest
    @CsvSource({
        "KRAKEN, 10",
        "KRAKEN, 0.1",
        "COINBASE, 10",
        "COINBASE, 0.1",
        "BITSTAMP, 1.05",
        "BINANCE, 10",
        "BINANCE, 0.1"
    })
    void isNotMovedByOneVenueThatIsWrong(RateVenue venue, BigDecimal factor) {
        refresh();
        var before = snapshot(USDC_EUR).value();
        VENUES.bend(venue, factor);
        refresh();

        assertClose(snapshot(USDC_EUR).value(), before);
    }

    @Test
    void pricesWhatItCanWhenAStablecoinFails() {
        VENUES.worth("USDT", new BigDecimal("0.97"));
        refresh();

        assertThat(snapshot(Pair.of("USDT/USD")).value())
                .isBetween(new BigDecimal("0.96"), new BigDecimal("0.98"));
        assertThat(snapshot(Pair.of("ETH/USD")).kept())
                .extracting(it -> it.source())
                .doesNotContain("binance");
    }

    @Test
    void saysWhatEachSourceDidWhenAllAreSilent() {
        VENUES.down(RateVenue.KRAKEN);
        VENUES.refuse(RateVenue.COINBASE, 429);
        VENUES.refuse(RateVenue.BITSTAMP, 503);
        VENUES.refuse(RateVenue.BINANCE, 451);
        VENUES.hang(RateVenue.OKX);
        refresh();

        assertThatThrownBy(() -> board.rate(USDC_EUR, clock.instant()))
                .isInstanceOf(RateUnavailable.class)
                .hasMessageContaining("0 of 2 needed operators")
                .hasMessageContaining("kraken could not be reached")
                .hasMessageContaining("coinbase asked for fewer requests")
                .hasMessageContaining("bitstamp answered HTTP 503")
                .hasMessageContaining("binance does not serve this region")
                .hasMessageContaining("okx did not answer in time");
    }

    /** Of currencies alone a central bank's word may do. */
    private List<Pair> traded() {
        return pairs.stream().filter(it -> !it.base().equals("EUR")).toList();
    }

    private void refresh() {
        refresher
                .round()
                .as(StepVerifier::create)
                .expectNextCount(pairs.size())
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    private Snapshot snapshot(Pair pair) {
        return board.rate(pair, clock.instant()).snapshot();
    }

    private long operators(Pair pair) {
        return snapshot(pair).kept().stream().map(it -> it.operator()).distinct().count();
    }

    private static void assertClose(BigDecimal value, BigDecimal before) {
        assertThat(value.subtract(before).abs())
                .isLessThan(before.multiply(new BigDecimal("0.001")));
    }

    private RateRefresher refresher() {
        var market =
                new Market(properties.rules(), properties.stablecoins(), properties.volumeFloors());
        return new RateRefresher(
                sources(), market, board, new RateLog(properties.stablecoins()), clock);
    }

    /** As configured, but at the sandbox's address and with time for a busy machine. */
    private List<RateSource> sources() {
        var venues = VenuesForTests.venues(WebClient.builder(), clock);
        return properties.sources().stream()
                .map(properties::terms)
                .map(RatesAgainstVenuesTests::atTheSandbox)
                .map(venues::open)
                .toList();
    }

    private static VenueTerms atTheSandbox(VenueTerms it) {
        return new VenueTerms(
                it.name(),
                it.operator(),
                it.dialect(),
                VENUES.url().toString(),
                it.validity(),
                PATIENCE,
                it.listings());
    }

    private static QuoteProperties committed() {
        try {
            var file = new FileSystemResource("config/rates.yaml");
            var environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("rates", file)
                    .forEach(environment.getPropertySources()::addLast);
            return Binder.get(environment).bind("sluice.quote", QuoteProperties.class).get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
