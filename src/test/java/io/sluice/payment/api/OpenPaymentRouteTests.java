package io.sluice.payment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.sluice.payment.derivation.World;
import io.sluice.quote.AskedPrice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Opening payments over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenPaymentRouteTests {

    private static final String SOUND =
            """
            {"price": {"amount": "25.00", "currency": "EUR"},
             "reference": "order-4711",
             "description": "Two tickets",
             "assets": ["USDC", "ETH"],
             "asset": "USDC",
             "metadata": {"cart": "88"},
             "return_url": "https://shop.example/orders/4711",
             "choose_within": "PT30M",
             "pay_within": "PT15M"}\
            """
                    .replace("USDC", World.USDC.id())
                    .replace("ETH", World.ETH.id());

    private final ApiWorld world = new ApiWorld();
    private final WebTestClient http = world.payments(ApiWorld.PARTNER);

    @Test
    void answersWithTheWholePaymentItsPlaceAndItsVersion() {
        var body = post("whole", SOUND).expectStatus().isCreated();

        body.expectHeader().valueEquals("ETag", "\"1\"");
        body.expectHeader().valueMatches("Location", "/v1/payments/pay_[0-9a-z]{26}");
        body.expectBody()
                .jsonPath("$.status")
                .isEqualTo("awaiting_payment")
                .jsonPath("$.next_action")
                .isEqualTo("pay")
                .jsonPath("$.price.amount")
                .isEqualTo("25.00")
                .jsonPath("$.amounts.due.units")
                .isEqualTo("25000000")
                .jsonPath("$.amounts.final.amount")
                .isEqualTo("0.000000")
                .jsonPath("$.policy.requires")
                .isEqualTo("3 blocks")
                .jsonPath("$.policy.late")
                .isEqualTo("hold")
                .jsonPath("$.quote.sources[0].age_ms")
                .isEqualTo(12)
                .jsonPath("$.quote.sources[1].kept")
                .isEqualTo(false)
                .jsonPath("$.choose_by")
                .isEmpty()
                .jsonPath("$.metadata.cart")
                .isEqualTo("88")
                .jsonPath("$.livemode")
                .isEqualTo(false);
    }

    @Test
    void offersEverythingWhenNothingIsNamed() {
        post("least", "{\"price\": {\"amount\": \"25\", \"currency\": \"EUR\"}}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("created")
                .jsonPath("$.options.length()")
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource("wrongs")
    void refusesEachWrongFieldAndChangesNothing(
            String ignored, int status, String pointer, String body) {
        var before = payments();

        post("wrong" + body.hashCode(), body)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);

        assertThat(payments()).isEqualTo(before);
    }

    private static Stream<Arguments> wrongs() {
        var longest = "x".repeat(600);
        return Stream.of(
                wrong(
                        400,
                        "/price",
                        "\"price\": {\"amount\": \"25.00\", \"currency\": \"EUR\"}",
                        "\"price\": null"),
                wrong(400, "/price/amount", "\"25.00\"", "25.00"),
                wrong(400, "/price/amount", "\"25.00\"", "\"1e100000000\""),
                wrong(400, "/price/amount", "\"25.00\"", "\"-1\""),
                wrong(400, "/price/amount", "\"25.00\"", "\"0\""),
                wrong(400, "/price/amount", "\"25.00\"", "\"25.001\""),
                wrong(400, "/price/amount", "\"25.00\"", "\"025\""),
                wrong(400, "/price/amount", "\"25.00\"", "null"),
                wrong(400, "/price/currency", "\"EUR\"", "\"eur\""),
                wrong(400, "/price/currency", "\"EUR\"", "\"XXX\""),
                wrong(400, "/price/currency", "\"EUR\"", "978"),
                wrong(400, "/reference", "\"order-4711\"", "\"" + longest + "\""),
                wrong(400, "/reference", "\"order-4711\"", "\" \""),
                wrong(400, "/reference", "\"order-4711\"", "\"a\\nb\""),
                wrong(400, "/reference", "\"order-4711\"", "[]"),
                wrong(400, "/description", "\"Two tickets\"", "\"" + longest + "\""),
                wrong(
                        400,
                        "/assets",
                        "[\"" + World.USDC.id() + "\", \"" + World.ETH.id() + "\"]",
                        "[]"),
                wrong(400, "/assets/1", World.ETH.id(), World.USDC.id()),
                wrong(422, "/assets/1", World.ETH.id(), "eip155:1/slip44:3"),
                wrong(422, "/asset", "\"asset\": \"" + World.USDC.id(), "\"asset\": \"doge"),
                wrong(
                        422,
                        "/asset",
                        ", \"" + World.ETH.id() + "\"],\n \"asset\": \"" + World.USDC.id(),
                        "],\n \"asset\": \"" + World.ETH.id()),
                wrong(400, "/metadata/cart", "\"88\"", "88"),
                wrong(400, "/metadata/cart", "\"88\"", "\"" + longest + "\""),
                wrong(
                        400,
                        "/metadata/" + longest.substring(0, 100),
                        "cart",
                        longest.substring(0, 100)),
                wrong(400, "/metadata", "{\"cart\": \"88\"}", entries(21)),
                wrong(
                        400,
                        "/return_url",
                        "https://shop.example/orders/4711",
                        "http://shop.example/"),
                wrong(
                        400,
                        "/return_url",
                        "https://shop.example/orders/4711",
                        "javascript:alert(1)"),
                wrong(400, "/choose_within", "PT30M", "PT1S"),
                wrong(400, "/choose_within", "PT30M", "P31D"),
                wrong(400, "/pay_within", "PT15M", "15 minutes"),
                wrong(400, "/pay_within", "PT15M", "PT25H"),
                wrong(400, "/pay_in", "pay_within", "pay_in"));
    }

    @Test
    void needsAKeyForARequestThatMustHappenOnce() {
        http.post()
                .uri("/v1/payments")
                .contentType(APPLICATION_JSON)
                .bodyValue(SOUND)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/idempotency-key-missing");
    }

    @Test
    void makesOnePaymentOfAHundredEqualRequestsAtOnce() {
        var before = payments();

        var answers =
                Flux.range(0, 100)
                        .flatMap(
                                _ ->
                                        Mono.fromCallable(this::again)
                                                .subscribeOn(Schedulers.boundedElastic()),
                                20)
                        .collectList()
                        .blockOptional()
                        .orElseThrow();

        assertThat(payments()).isEqualTo(before + 1);
        assertThat(answers).allMatch(it -> List.of(201, 409, 503).contains(it)).contains(201);
        assertThat(again()).isEqualTo(201);
        assertThat(payments()).isEqualTo(before + 1);
    }

    @Test
    void refusesAnExpensiveNumberBeforeItIsRead() {
        var fields = new Fields();
        var asked = new AskedPrice("1e100000000", "EUR");
        assertThat(fields.price(asked)).isNull();

        var started = System.nanoTime();
        assertThat(fields.price(asked)).isNull();

        assertThat(System.nanoTime() - started).isLessThan(1_000_000);
    }

    private int again() {
        return post("the same", SOUND).returnResult(byte[].class).getStatus().value();
    }

    private ResponseSpec post(String key, String body) {
        return http.post()
                .uri("/v1/payments")
                .header("Idempotency-Key", key.replace(' ', '-'))
                .contentType(APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private long payments() {
        return world.ledger
                .database
                .sql("SELECT count(*) AS rows FROM payment")
                .one(row -> row.get("rows", Long.class))
                .blockOptional()
                .orElseThrow();
    }

    private static Arguments wrong(int status, String pointer, String sound, String wrong) {
        assertThat(SOUND).contains(sound);
        var name = wrong.substring(0, Math.min(40, wrong.length()));
        return Arguments.of(name, status, pointer, SOUND.replace(sound, wrong));
    }

    private static String entries(int count) {
        return IntStream.range(0, count)
                .mapToObj("\"k%d\": \"v\""::formatted)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
