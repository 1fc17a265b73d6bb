package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.sluice.sandbox.RateVenue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rates, quotes and their stream, of venues that do wrong now and then. */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateTests {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String USDC_EUR = "/v1/rates?base=USDC&quote=EUR";

    private final World world;
    private final Partner partner;
    private final Partner rival;

    RateTests(World world) {
        this.world = world;
        this.partner = world.partner("quoted");
        this.rival = world.partner("rival");
    }

    @AfterEach
    void heal() {
        for (var venue : RateVenue.values()) {
            world.sandbox().venues().heal(venue);
        }
        world.sandbox().venues().worth("USDC", BigDecimal.ONE);
        world.eventually(() -> isSound(partner.get(USDC_EUR)));
    }

    @Test
    void showsWhatEachSourceSaid() {
        world.sandbox().venues().refuse(RateVenue.COINBASE, 503);
        world.sandbox().venues().bend(RateVenue.BINANCE, BigDecimal.TEN);

        world.eventually(() -> source("coinbase").path("reason").asString("").contains("503"));

        assertThat(source("coinbase").path("kept").asBoolean()).isFalse();
        assertThat(source("coinbase").path("bid").isNull()).isTrue();
        var bent = source("binance");
        assertThat(bent.path("reason").asString()).isEqualTo("is too far from the others");
        assertThat(bent.path("bid").asString()).startsWith("0.092");
        assertThat(bent.path("ask").asString()).startsWith("0.092");
        assertThat(source("kraken").path("kept").asBoolean()).isTrue();
        assertThat(source("kraken").path("bid").asString()).startsWith("0.92");
        assertThat(partner.read(USDC_EUR).path("rate").asString()).startsWith("0.92");
    }

    /** What a contract says is believed by as many operators as a block's hash is. */
    @Test
    void hearsAPriceFeedOnAChain() {
        world.eventually(() -> feed().path("kept").asBoolean());

        assertThat(feed().path("mid").asString()).isEqualTo("3101.5");
    }

    @Test
    void signsAQuoteThatAnyoneCanVerify() throws Exception {
        var quote = partner.post("/v1/quotes", order("USDC", "")).expect(201);
        var path = quote.header("Location");

        assertThat(partner.read(path)).isEqualTo(quote.json());
        var keys = JWKSet.parse(partner.get("/.well-known/jwks.json").expect(200).body());
        var signed = JWSObject.parse(quote.json().path("signature").asString());
        var key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey();
        assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(signed.getPayload().toJSONObject())
                .containsEntry("jti", quote.json().path("id").asString())
                .containsEntry("units", quote.json().path("amount").path("units").asString());
    }

    @Test
    void hidesAQuoteFromOthers() {
        var path = partner.post("/v1/quotes", order("USDC", "")).expect(201).header("Location");

        var _ = rival.get(path).expect(404);
        var _ = partner.get("/v1/quotes/quo_nonsense").expect(404);
    }

    @Test
    void quotesOnceHoweverOftenItIsAsked() {
        var first = partner.post("/v1/quotes", order("USDC", ""), "same-key").expect(201);
        var again = partner.post("/v1/quotes", order("USDC", ""), "same-key").expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void quotesACoinThatLostItsPegOnlyAtTheMarket() {
        world.sandbox().venues().worth("USDC", new BigDecimal("0.95"));
        world.eventually(() -> partner.read(USDC_EUR).path("depegged").asBoolean());

        var refused = partner.post("/v1/quotes", order("USDC", ""));
        var taken = partner.post("/v1/quotes", order("USDC", ",\"at_market\":true"));

        assertThat(refused.expect(503).json().path("code").asString())
                .isEqualTo("stablecoin-depegged");
        assertThat(taken.expect(201).json().path("rate").asString()).startsWith("0.87");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/price          | {\"asset\":\"USDC\"}",
                "/asset          | {\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
                "/price/amount   | {\"price\":{\"amount\":\"1e9\",\"currency\":\"EUR\"},\"asset\":\"x\"}",
                "/price/currency | {\"price\":{\"amount\":\"1.00\",\"currency\":\"eur\"},\"asset\":\"x\"}"
            })
    void namesTheFieldThatIsWrong(String pointer, String body) {
        var reply = partner.post("/v1/quotes", body).expect(400);

        assertThat(reply.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(code(partner.get("/v1/rates?base=USDC&quote=XAU").expect(404)))
                .isEqualTo("pair-not-priced");
        var _ = partner.get("/v1/rates?base=USDC").expect(400);
        assertThat(code(partner.post("/v1/quotes", order("DOGE", "")).expect(422)))
                .isEqualTo("unknown-asset");
        var yen = order("USDC", "").replace("\"25.00\"", "\"25\"").replace("EUR", "JPY");
        assertThat(code(partner.post("/v1/quotes", yen).expect(422)))
                .isEqualTo("currency-not-priced");
        var _ = Http.get(world.gateway().resolve(USDC_EUR), Map.of()).expect(401);
    }

    @Test
    void tellsWhoWatchesOfEveryNewRate() {
        try (var stream = partner.listen("/v1/rates/stream?base=USDC&quote=EUR")) {
            stream.hears(PATIENCE, it -> it.event().equals("rate") && worth(it.data(), "0.92"));
            world.sandbox().venues().worth("USDC", new BigDecimal("0.97"));

            stream.hears(PATIENCE, it -> it.event().equals("rate") && worth(it.data(), "0.89"));

            assertThat(stream.heard().getFirst().event()).isEqualTo("retry");
            assertThat(stream.heard())
                    .filteredOn(it -> it.event().equals("rate"))
                    .allMatch(it -> it.data().contains("\"base\":\"USDC\",\"quote\":\"EUR\""));
        }
    }

    private JsonNode feed() {
        return source("/v1/rates?base=ETH&quote=USD", "chainlink");
    }

    private JsonNode source(String name) {
        return source(USDC_EUR, name);
    }

    private JsonNode source(String rate, String name) {
        return partner.read(rate)
                .path("sources")
                .valueStream()
                .filter(it -> it.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String order(String asset, String more) {
        var id = asset.equals("USDC") ? world.sandbox().token().assetId() : "eip155:1/" + asset;
        return """
        {"price":{"amount":"25.00","currency":"EUR"},"asset":"%s","valid_for":"PT5M"%s}\
        """
                .formatted(id, more);
    }

    /** Whether all venues are believed: neither a bank nor a feed lists the pair. */
    private static boolean isSound(Reply reply) {
        return reply.status() == 200
                && kept(reply.json()) == RateVenue.values().length - 1
                && !reply.json().path("depegged").asBoolean();
    }

    private static long kept(JsonNode rate) {
        return rate.path("sources").valueStream().filter(it -> it.path("kept").asBoolean()).count();
    }

    private static boolean worth(String json, String start) {
        return JsonMapper.shared().readTree(json).path("rate").asString().startsWith(start);
    }

    private static String code(Reply reply) {
        return reply.json().path("code").asString();
    }
}
