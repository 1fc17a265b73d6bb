package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CoinbaseVenueTests {

    private static final Listing USDC_EUR = new Listing("USDC-EUR", Pair.of("USDC/EUR"));
    private static final Listing ETH_EUR = new Listing("ETH-EUR", Pair.of("ETH/EUR"));

    private final JsonMapper json = new JsonMapper();
    private final CoinbaseVenue venue = new CoinbaseVenue();

    @Test
    void asksForEachProduct() {
        assertThat(venue.questions(List.of(USDC_EUR, ETH_EUR)))
                .extracting(Question::path, Question::variables)
                .containsExactly(
                        tuple("/products/{symbol}/ticker", Map.of("symbol", "USDC-EUR")),
                        tuple("/products/{symbol}/ticker", Map.of("symbol", "ETH-EUR")));
    }

    @Test
    void readsBookVolumeAndTime() {
        var answer =
                json.readTree(
                        """
                        {"ask":"0.9251","bid":"0.9249","volume":"912345.67","trade_id":8675309,
                         "price":"0.925","size":"10.5","time":"2026-03-01T12:00:00.123456Z",
                         "rfq_volume":"1.2"}
                        """);

        assertThat(venue.read(USDC_EUR, answer))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("0.9249"),
                                new BigDecimal("0.9251"),
                                new BigDecimal("912345.67"),
                                Instant.parse("2026-03-01T12:00:00.123456Z")));
    }

    @Test
    void doesWithoutVolumeAndTime() {
        var answer = json.readTree("{\"ask\":\"0.9251\",\"bid\":\"0.9249\"}");

        assertThat(venue.read(USDC_EUR, answer).at()).isNull();
        assertThat(venue.read(USDC_EUR, answer).volume()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"NotFound\"}",
                "{\"ask\":\"0.9251\"}",
                "{\"ask\":0.9251,\"bid\":0.9249}",
                "{\"ask\":\"1\",\"bid\":\"1\",\"time\":\"yesterday\"}",
                "{\"ask\":\"1\",\"bid\":\"1\",\"time\":{}}",
                "{\"ask\":\"1\",\"bid\":\"1\",\"time\":[]}",
                "{\"ask\":\"1\",\"bid\":\"1\",\"volume\":\"-1\"}",
                "[]"
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(USDC_EUR, json.readTree(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
