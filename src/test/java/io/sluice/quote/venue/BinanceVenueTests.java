package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BinanceVenueTests {

    private static final Listing EUR_USDC = new Listing("EURUSDC", Pair.of("EUR/USDC"));
    private static final Listing ETH_USDT = new Listing("ETHUSDT", Pair.of("ETH/USDT"));

    private final JsonMapper json = new JsonMapper();
    private final BinanceVenue venue = new BinanceVenue();

    @Test
    void asksForAllSymbolsAtOnce() {
        var question = venue.questions(List.of(EUR_USDC, ETH_USDT)).getFirst();

        assertThat(question.path()).isEqualTo("/api/v3/ticker/bookTicker?symbols={symbols}");
        assertThat(question.variables()).isEqualTo(Map.of("symbols", "[\"EURUSDC\",\"ETHUSDT\"]"));
    }

    @Test
    void findsItsSymbolAmongAll() {
        var answer =
                json.readTree(
                        """
                        [{"symbol":"ETHUSDT","bidPrice":"3100.10000000","bidQty":"1.0",
                          "askPrice":"3100.20000000","askQty":"2.0"},
                         {"symbol":"EURUSDC","bidPrice":"1.08100000","bidQty":"431.0",
                          "askPrice":"1.08120000","askQty":"9.0"}]
                        """);

        assertThat(venue.read(EUR_USDC, answer))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("1.08100000"),
                                new BigDecimal("1.08120000"),
                                null,
                                null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
                "{\"code\":0,\"msg\":\"Service unavailable from a restricted location\"}",
                "[]",
                "[{\"symbol\":\"ETHUSDT\",\"bidPrice\":\"1\",\"askPrice\":\"1\"}]",
                "[{\"symbol\":\"EURUSDC\",\"bidPrice\":\"1\"}]",
                "[{\"symbol\":\"EURUSDC\",\"bidPrice\":\"-1\",\"askPrice\":\"1\"}]",
                "[null, 7]"
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(EUR_USDC, json.readTree(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
