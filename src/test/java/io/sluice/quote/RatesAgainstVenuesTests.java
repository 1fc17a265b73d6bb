package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quote.market.Snapshot;
import io.sluice.quote.venue.Pair;
import io.sluice.sandbox.RateVenue;
import io.sluice.sandbox.RateVenues;
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
import reactor.test.StepVerifier;

/** The committed configuration for real venues, asked of venues that speak like them. */
class RatesAgainstVenuesTests {

    private static final RateVenues VENUES = RateVenues.start();
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Pair USDC_EUR = Pair.of("USDC/EUR");

    private final InstantSource clock = InstantSource.system();
    private final CommittedRates rates = new CommittedRates(VENUES, PATIENCE, clock);
    private final Board board = rates.board();
    private final List<Pair> pairs = board.pairs();

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

    /** A round ends at its patience, with what the others said. */
    @Test
    void doesNotWaitForAVenueThatHangsOrOneThatDrips() {
        VENUES.hang(RateVenue.KRAKEN);
        VENUES.drip(RateVenue.BINANCE);
        var began = clock.instant();
        refresh();

        assertThat(Duration.between(began, clock.instant())).isLessThan(PATIENCE.multipliedBy(2));
        assertThat(snapshot(USDC_EUR).dropped())
                .extracting(it -> it.source() + " " + it.reason())
                .contains("kraken did not answer in time", "binance did not answer in time");
        assertThat(operators(USDC_EUR)).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"429, asked for fewer requests", "503, answered HTTP 503"})
    void hasNoRateWhenAllVenuesRefuse(int status, String reason) {
        for (var venue : RateVenue.values()) {
            VENUES.refuse(venue, status);
        }
        refresh();

        assertThatThrownBy(() -> board.rate(USDC_EUR, clock.instant()))
                .isInstanceOf(RateUnavailable.class)
                .hasMessageContaining("kraken " + reason)
                .hasMessageContaining("okx " + reason);
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
        rates.round()
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
}
