package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RateVenuesTests {

    private static final String KRAKEN = "/0/public/Ticker?pair=USDCEUR%2CEURUSD";
    private static final String COINBASE = "/products/USDC-EUR/ticker";
    private static final String BITSTAMP = "/api/v2/ticker/usdcusd/";
    private static final String BINANCE =
            "/api/v3/ticker/bookTicker?symbols=%5B%22EURUSDC%22%2C%22ETHEUR%22%5D";
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final RateVenues venues = RateVenues.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        venues.close();
    }

    @Test
    void answersInTheShapeOfEachVenue() throws Exception {
        var kraken = json(KRAKEN).path("result");

        assertThat(kraken.propertyNames()).containsExactly("USDCEUR", "ZEURZUSD");
        assertThat(kraken.path("ZEURZUSD").path("b").path(0).asString()).startsWith("1.08");
        assertThat(json(COINBASE).path("bid").asString()).startsWith("0.925");
        assertThat(json(BITSTAMP).path("ask").asString()).startsWith("0.9999");
        assertThat(json(BINANCE).path(0).path("symbol").asString()).isEqualTo("EURUSDC");
        assertThat(json(BINANCE).path(1).path("askPrice").asString()).startsWith("2868");
    }

    @Test
    void tellsTheTimeItWasAskedAt() throws Exception {
        var time = Instant.parse(json(COINBASE).path("time").asString());

        assertThat(time).isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(1));
    }

    @Test
    void refusesWhatItDoesNotListAsTheVenueDoes() throws Exception {
        assertThat(json("/0/public/Ticker?pair=NOPE").path("error").path(0).asString())
                .isEqualTo("EQuery:Unknown asset pair");
        assertThat(get("/products/NO-PE/ticker").statusCode()).isEqualTo(404);
    }

    @Test
    void bendsThePricesOfOneVenueOnly() throws Exception {
        venues.bend(RateVenue.COINBASE, BigDecimal.TEN);

        assertThat(json(COINBASE).path("bid").asString()).startsWith("9.25");
        assertThat(json(KRAKEN).path("result").path("USDCEUR").path("b").path(0).asString())
                .startsWith("0.92");
    }

    @Test
    void movesEveryPairOfWhatChangedItsWorth() throws Exception {
        venues.worth("USDC", new BigDecimal("0.97"));

        assertThat(json(BITSTAMP).path("bid").asString()).startsWith("0.969");
        assertThat(json(COINBASE).path("bid").asString()).startsWith("0.897");
    }

    @Test
    void cutsTheConnectionWhenAVenueIsDownAndHangsWhenToldTo() throws Exception {
        venues.down(RateVenue.KRAKEN);
        venues.hang(RateVenue.BITSTAMP);

        assertThatThrownBy(() -> get(KRAKEN)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(BITSTAMP, SHORT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(get(COINBASE).statusCode()).isEqualTo(200);

        venues.heal(RateVenue.KRAKEN);

        assertThat(get(KRAKEN).statusCode()).isEqualTo(200);
        assertThat(venues.questions()).containsEntry(RateVenue.KRAKEN, 1L);
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, Duration.ofSeconds(10));
    }

    private HttpResponse<String> get(String path, Duration patience) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(venues.url() + path)).timeout(patience).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
