package io.sluice.quote.venue;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sluice.platform.reactive.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

class HttpRateSourceTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IMPATIENCE = Duration.ofMillis(300);
    private static final String BOOK = "{\"bid\":\"0.9249\",\"ask\":\"0.9251\"}";

    @RegisterExtension
    static final WireMockExtension VENUE =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void asksEachListingAndKeepsTheAnswersApart() {
        VENUE.stubFor(get("/products/USDC-EUR/ticker").willReturn(okJson(BOOK)));
        VENUE.stubFor(get("/products/ETH-EUR/ticker").willReturn(aResponse().withStatus(404)));

        var answers = ask(coinbase("USDC-EUR", "ETH-EUR"));

        assertThat(Answer.values(answers))
                .containsExactly(
                        new Ticker(new BigDecimal("0.9249"), new BigDecimal("0.9251"), null, null));
        assertThat(reasons(answers)).containsExactly("answered HTTP 404");
    }

    @Test
    void sendsBulkQuestionsAsVenuesReadThem() {
        VENUE.stubFor(get(anyUrl()).willReturn(okJson("[]")));

        var answers =
                ask(source("binance", PATIENCE, List.of(listing("EURUSDC"), listing("ETHEUR"))));

        assertThat(answers).hasSize(2);
        VENUE.verify(
                1,
                getRequestedFor(
                        urlEqualTo(
                                "/api/v3/ticker/bookTicker"
                                        + "?symbols=%5B%22EURUSDC%22%2C%22ETHEUR%22%5D")));
    }

    @ParameterizedTest
    @CsvSource({
        "200, not json, did not answer in JSON",
        "200, '', gave no usable answer",
        "200, '{\"bid\":\"1\",\"bid\":\"2\",\"ask\":\"2\"}', did not answer in JSON",
        "200, '{\"bid\":\"NaN\",\"ask\":\"2\"}', gave no plain decimal at /bid",
        "301, '', answered HTTP 301",
        "503, busy, answered HTTP 503",
        "451, '{}', does not serve this region"
    })
    void saysInItsOwnWordsWhatWentWrong(int status, String body, String reason) {
        VENUE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));

        assertThat(reasons(ask(coinbase("USDC-EUR")))).containsExactly(reason);
    }

    @Test
    void refusesAnswersTooLargeToBeOne() {
        VENUE.stubFor(get(anyUrl()).willReturn(okJson("[" + " ".repeat(1_100_000) + "]")));

        assertThat(reasons(ask(coinbase("USDC-EUR")))).containsExactly("gave no usable answer");
    }

    @Test
    void losesPatienceWithASourceThatHangs() {
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK).withFixedDelay(30_000)));

        assertThat(reasons(ask(impatient()))).containsExactly("did not answer in time");
    }

    @Test
    void losesPatienceWithASourceThatDripsItsAnswer() {
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK).withChunkedDribbleDelay(30, 30_000)));

        assertThat(reasons(ask(impatient()))).containsExactly("did not answer in time");
    }

    @Test
    void copesWithASourceThatHangsUp() {
        VENUE.stubFor(
                get(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(reasons(ask(coinbase("USDC-EUR")))).containsExactly("could not be reached");
    }

    @Test
    void leavesASourceAloneThatAskedForIt() {
        VENUE.stubFor(get(anyUrl()).willReturn(slowDown().withHeader("Retry-After", "90")));
        var source = coinbase("USDC-EUR", "ETH-EUR");

        assertThat(reasons(ask(source))).containsOnly("asked for fewer requests");
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK)));
        now.set(NOON.plusSeconds(89));
        assertThat(reasons(ask(source))).hasSize(2).allMatch(it -> it.contains("left alone"));
        VENUE.verify(2, getRequestedFor(anyUrl()));

        now.set(NOON.plusSeconds(90));
        assertThat(Answer.values(ask(source))).hasSize(2);
    }

    @Test
    void startsOverAfterAGoodAnswer() {
        var source = coinbase("USDC-EUR");
        VENUE.stubFor(get(anyUrl()).willReturn(slowDown()));
        assertThat(reasons(ask(source))).containsExactly("asked for fewer requests");
        now.set(NOON.plusSeconds(5));
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK)));
        assertThat(Answer.values(ask(source))).hasSize(1);

        VENUE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(418)));
        assertThat(reasons(ask(source))).containsExactly("asked for fewer requests");

        now.set(NOON.plusSeconds(10));
        assertThat(reasons(ask(source))).containsExactly("asked for fewer requests");
    }

    @Test
    void doesNotHaveTheSameAnswerSentAgain() {
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK).withHeader("ETag", "\"7\"")));
        VENUE.stubFor(
                get(anyUrl())
                        .withHeader("If-None-Match", equalTo("\"7\""))
                        .willReturn(aResponse().withStatus(304)));
        var source = coinbase("USDC-EUR");

        var first = ask(source);

        assertThat(Answer.values(first)).hasSize(1);
        assertThat(ask(source)).isEqualTo(first);
        VENUE.verify(1, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"7\"")));
    }

    @Test
    void doesNotAskInEveryRoundWhoseWordHoldsForDays() {
        VENUE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        var source =
                source(
                        "coinbase",
                        new Validity(Duration.ofHours(100), true),
                        PATIENCE,
                        List.of(listing("USDC-EUR")));
        assertThat(reasons(ask(source))).hasSize(1);
        VENUE.stubFor(get(anyUrl()).willReturn(okJson(BOOK)));

        var answers = ask(source);

        now.set(NOON.plus(Duration.ofMinutes(59)));
        assertThat(ask(source)).isEqualTo(answers);
        VENUE.verify(2, getRequestedFor(anyUrl()));
        VENUE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        now.set(NOON.plus(Duration.ofMinutes(60)));
        assertThat(ask(source)).isEqualTo(answers);
        VENUE.verify(3, getRequestedFor(anyUrl()));
    }

    private static ResponseDefinitionBuilder slowDown() {
        return aResponse().withStatus(429);
    }

    private RateSource coinbase(String... symbols) {
        return source(
                "coinbase",
                PATIENCE,
                List.of(symbols).stream().map(HttpRateSourceTests::listing).toList());
    }

    private RateSource impatient() {
        return source("coinbase", IMPATIENCE, List.of(listing("USDC-EUR")));
    }

    private RateSource source(String dialect, Duration patience, List<Listing> listings) {
        return source(dialect, Validity.LIVE, patience, listings);
    }

    private RateSource source(
            String dialect, Validity validity, Duration patience, List<Listing> listings) {
        var terms =
                new VenueTerms(
                        "venue",
                        "operator",
                        dialect,
                        VENUE.baseUrl(),
                        validity,
                        patience,
                        listings);
        return VenuesForTests.venues(WebClient.builder(), now::get).open(terms);
    }

    private static Listing listing(String symbol) {
        return new Listing(symbol, Pair.of("USDC/EUR"));
    }

    private static List<Answer<Listing, Ticker>> ask(RateSource source) {
        var heard = new AtomicReference<@Nullable List<Answer<Listing, Ticker>>>();
        source.tickers()
                .doOnNext(heard::set)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(Duration.ofSeconds(20));
        var answers = heard.get();
        assertThat(answers).isNotNull();
        return answers == null ? List.of() : answers;
    }

    private static List<String> reasons(List<Answer<Listing, Ticker>> answers) {
        return answers.stream()
                .filter(Answer.Failed.class::isInstance)
                .map(it -> String.valueOf(((Answer.Failed<?, ?>) it).cause().getMessage()))
                .toList();
    }
}
