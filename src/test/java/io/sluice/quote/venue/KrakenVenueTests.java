package io.sluice.quote.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KrakenVenueTests {

    private static final Listing USDC_EUR = new Listing("USDCEUR", Pair.of("USDC/EUR"));
    private static final Listing ETH_EUR = new Listing("ETHEUR", Pair.of("ETH/EUR"));

    private final KrakenVenue venue = new KrakenVenue();

    @Test
    void asksForAllPairsAtOnce() {
        var question = venue.questions(List.of(USDC_EUR, ETH_EUR)).getFirst();

        assertThat(question.path()).isEqualTo("/0/public/Ticker?pair={pairs}");
        assertThat(question.variables()).isEqualTo(Map.of("pairs", "USDCEUR,ETHEUR"));
        assertThat(question.listings()).containsExactly(USDC_EUR, ETH_EUR);
    }

    @Test
    void readsTheBookAndTheVolumeOfADay() {
        var ticker = venue.read(USDC_EUR, answer("USDCEUR"));

        assertThat(ticker)
                .isEqualTo(
                        new Ticker(
                                new BigDecimal("0.92490"),
                                new BigDecimal("0.92510"),
                                new BigDecimal("900000.5"),
                                null));
    }

    @ParameterizedTest
    @CsvSource({
        "ETHEUR, XETHZEUR",
        "EURUSD, ZEURZUSD",
        "USDTUSD, USDTZUSD",
        "XBTUSDT, XBTUSDT",
        "ETHXBT, XETHXXBT"
    })
    void understandsTheOldNames(String symbol, String name) {
        var ticker = venue.read(new Listing(symbol, Pair.of("ANY/PAIR")), answer(name));

        assertThat(ticker.bid()).isEqualTo("0.92490");
    }

    @Test
    void doesNotTakeOnePairForAnother() {
        assertThatThrownBy(() -> venue.read(ETH_EUR, answer("XETHZUSD")))
                .isInstanceOf(SourceFailure.Unusable.class)
                .hasMessage("left out ETHEUR");
    }

    @Test
    void hearsARequestToSlowDownInAnAnswerThatLooksFine() {
        var answer = json("{\"error\":[\"EGeneral:Too many requests\"]}");

        assertThatThrownBy(() -> venue.read(USDC_EUR, answer))
                .isInstanceOf(SourceFailure.Throttled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":[\"EQuery:Unknown asset pair\"]}",
                "{\"error\":[]}",
                "{\"error\":[],\"result\":{}}",
                "{\"error\":[],\"result\":{\"USDCEUR\":{}}}",
                "{\"error\":[],\"result\":{\"USDCEUR\":{\"a\":[],\"b\":[\"1\"]}}}",
                "{\"error\":[],\"result\":{\"USDCEUR\":{\"a\":[\"NaN\"],\"b\":[\"1\"]}}}",
                "[]",
                "\"busy\""
            })
    void hasNoPriceWhenTheAnswerMakesNoSense(String body) {
        assertThatThrownBy(() -> venue.read(USDC_EUR, json(body)))
                .isInstanceOf(SourceFailure.Unusable.class);
    }

    private static JsonNode answer(String name) {
        return json(
                """
                {"error":[],"result":{"%s":{
                  "a":["0.92510","12000","12000.000"],"b":["0.92490","9500","9500.000"],
                  "c":["0.92777","10.0"],"v":["400000.1","900000.5"],"p":["0.925","0.925"],
                  "t":[120,400],"l":["0.92","0.92"],"h":["0.93","0.93"],"o":"0.92500"}}}
                """
                        .formatted(name));
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
