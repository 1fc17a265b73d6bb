package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BybitVenueTests {

    private static final Listing ETH_USDT = new Listing("ETHUSDT", Pair.of("ETH/USDT"));

    private final BybitVenue venue = new BybitVenue();

    @Test
    void asksForAllMarketsAtOnce() {
        assertThat(
                        venue.questions(
                                List.of(ETH_USDT, new Listing("USDCUSDT", Pair.of("USDC/USDT")))))
                .extracting(Question::path)
                .containsExactly("/v5/market/tickers?category=spot");
    }

    @Test
    void findsItsMarketAmongAllAndTakesTheTimeOfTheAnswer() {
        var answer =
                venue.parse(
                        """
                        {"retCode":0,"retMsg":"OK","result":{"category":"spot","list":[
                          {"symbol":"BTCUSDT","bid1Price":"73380.6","ask1Price":"73380.7"},
                          {"symbol":"ETHUSDT","bid1Price":"3100.1","bid1Size":"2","ask1Price":"3100.2",
                           "ask1Size":"2","lastPrice":"3100.3","volume24h":"81234.5",
                           "usdIndexPrice":""}]},
                         "retExtInfo":{},"time":1772366400123}
                        """);

        assertThat(venue.read(ETH_USDT, answer))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("3100.1"),
                                new BigDecimal("3100.2"),
                                new BigDecimal("81234.5"),
                                Instant.parse("2026-03-01T12:00:00.123Z")));
    }

    @Test
    void hearsARequestToSlowDownInAnAnswerThatLooksFine() {
        var answer =
                venue.parse("{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{}}");

        assertThatThrownBy(() -> venue.read(ETH_USDT, answer))
                .isInstanceOf(SourceFailure.Throttled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retCode\":10016,\"retMsg\":\"Internal error\",\"result\":{}}",
                "{\"result\":{\"list\":[{\"symbol\":\"ETHUSDT\"}]}}",
                "{\"retCode\":0,\"result\":{\"list\":[]}}",
                "{\"retCode\":0,\"result\":{\"list\":[null, 7]}}",
                "{\"retCode\":0,\"result\":{\"list\":[{\"symbol\":\"ETHUSDT\",\"bid1Price\":\"\"}]}}",
                "[]"
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(ETH_USDT, venue.parse(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
