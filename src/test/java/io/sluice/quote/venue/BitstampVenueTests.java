package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BitstampVenueTests {

    private static final Listing BTC_USD = new Listing("btcusd", Pair.of("BTC/USD"));

    private final JsonMapper json = new JsonMapper();
    private final BitstampVenue venue = new BitstampVenue();

    @Test
    void asksForEachMarketWithTheSlashItsServerWants() {
        var question = venue.questions(List.of(BTC_USD)).getFirst();

        assertThat(question.path()).isEqualTo("/api/v2/ticker/{symbol}/");
        assertThat(question.variables()).isEqualTo(Map.of("symbol", "btcusd"));
    }

    @Test
    void readsTheBookAndNeverTheLastTrade() {
        var answer =
                json.readTree(
                        """
                        {"timestamp":"1772366400","open":"73000","high":"74000","low":"72000",
                         "last":"73285","volume":"1234.5","vwap":"73100","bid":"73353",
                         "ask":"73367","side":"1","open_24":"73001","percent_change_24":"0.5"}
                        """);

        assertThat(venue.read(BTC_USD, answer))
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("73353"),
                                new BigDecimal("73367"),
                                new BigDecimal("1234.5"),
                                Instant.ofEpochSecond(1_772_366_400)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"error\",\"reason\":\"Invalid market\",\"bid\":\"1\",\"ask\":\"1\"}",
                "{\"code\":\"404.002\",\"errors\":[]}",
                "{\"bid\":\"73353\"}",
                "{\"bid\":\"73353\",\"ask\":\"1e5\"}",
                "{\"bid\":\"1\",\"ask\":\"1\",\"timestamp\":\"-5\"}",
                "{\"bid\":\"1\",\"ask\":\"1\",\"timestamp\":\"99999999999999999999\"}"
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(BTC_USD, json.readTree(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }
}
