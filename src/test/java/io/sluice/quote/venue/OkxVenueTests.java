package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkxVenueTests {

    private static final Listing USDC_EUR = new Listing("USDC-EUR", Pair.of("USDC/EUR"));
    private static final Listing ETH_USDT = new Listing("ETH-USDT", Pair.of("ETH/USDT"));

    private final OkxVenue venue = new OkxVenue();

    @Test
    void asksForAllMarketsAtOnce() {
        var question = venue.questions(List.of(USDC_EUR, ETH_USDT)).getFirst();

        assertThat(question.path()).isEqualTo("/api/v5/market/tickers?instType=SPOT");
        assertThat(question.listings()).containsExactly(USDC_EUR, ETH_USDT);
    }

    @Test
    void findsItsMarketAmongAll() {
        var answer =
                venue.parse(
                        """
                        {"code":"0","msg":"","data":[
                          {"instType":"SPOT","instId":"ETH-USDT","last":"3100","askPx":"3100.2",
                           "bidPx":"3100.1","vol24h":"90000.5","ts":"1772366400123"},
                          {"instType":"SPOT","instId":"USDC-EUR","last":"0.9","askPx":"0.9251",
                           "bidPx":"0.9249","volCcy24h":"700000","vol24h":"800000.25",
                           "ts":"1772366400456"}]}
                        """);

        assertThat(venue.read(USDC_EUR, answer))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("0.9249"),
                                new BigDecimal("0.9251"),
                                new BigDecimal("800000.25"),
                                Instant.parse("2026-03-01T12:00:00.456Z")));
    }

    @Test
    void hearsARequestToSlowDownInAnAnswerThatLooksFine() {
        var answer = venue.parse("{\"code\":\"50011\",\"msg\":\"Too Many Requests\",\"data\":[]}");

        assertThatThrownBy(() -> venue.read(USDC_EUR, answer))
                .isInstanceOf(SourceFailure.Throttled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"50001\",\"msg\":\"Service temporarily unavailable\",\"data\":[]}",
                "{\"data\":[{\"instId\":\"USDC-EUR\",\"bidPx\":\"1\",\"askPx\":\"1\"}]}",
                "{\"code\":\"0\",\"data\":[]}",
                "{\"code\":\"0\",\"data\":[null, 7]}",
                "{\"code\":\"0\",\"data\":[{\"instId\":\"USDC-EUR\",\"bidPx\":\"\",\"askPx\":\"1\"}]}",
                "{\"code\":\"0\",\"data\":[{\"instId\":\"USDC-EUR\",\"bidPx\":1,\"askPx\":\"1\"}]}",
                "{\"code\":\"0\",\"data\":[{\"instId\":\"USDC-EUR\",\"bidPx\":\"1\",\"askPx\":\"1\",\"ts\":\"now\"}]}",
                "[]"
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(USDC_EUR, venue.parse(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
