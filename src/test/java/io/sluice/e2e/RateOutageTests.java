package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.GatewayProcess;
import io.sluice.sandbox.RateVenue;
import io.sluice.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Too few sources agree for longer than a rate may be old; needs a world of its own. */
class RateOutageTests {

    private static final String USDC_EUR = "/v1/rates?base=USDC&quote=EUR";

    private final Sandbox sandbox = Sandbox.start(Sandbox.Options.manual());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /**
     * Never an old price in silence: each source's own words, and no new quotes until they agree.
     */
    @Test
    void saysWhatIsWrongWithEachSourceAndSellsAgainWhenTwoAgree() {
        var properties = sandbox.properties();
        properties.put("sluice.quote.max-age", "5s");
        try (var gateway = GatewayProcess.start(properties)) {
            var world = World.with(sandbox, gateway.url());
            var partner = world.newPartner();
            world.eventually(() -> partner.post("/v1/quotes", order(world)).status() == 201);
            var quote = partner.post("/v1/quotes", order(world)).expect(201);

            breakAllButOne();
            world.eventually(() -> isUndecided(partner.get(USDC_EUR)));

            var refused = partner.get(USDC_EUR).expect(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("detail").asString())
                    .contains(
                            "1 of 2 needed operators",
                            "kraken could not be reached",
                            "coinbase answered HTTP 503",
                            "bitstamp did not answer in time",
                            "binance answered HTTP 500");
            var noQuote = partner.post("/v1/quotes", order(world)).expect(503);
            assertThat(noQuote.json().path("code").asString()).isEqualTo("rate-undecided");
            assertThat(partner.read(quote.header("Location"))).isEqualTo(quote.json());

            sandbox.venues().heal(RateVenue.KRAKEN);
            sandbox.venues().heal(RateVenue.BITSTAMP);
            world.eventually(() -> partner.post("/v1/quotes", order(world)).status() == 201);
            assertThat(partner.read(USDC_EUR).path("rate").asString()).startsWith("0.92");
        }
    }

    private static boolean isUndecided(Reply rate) {
        return rate.status() == 503 && rate.json().path("code").asString().equals("rate-undecided");
    }

    private void breakAllButOne() {
        sandbox.venues().down(RateVenue.KRAKEN);
        sandbox.venues().refuse(RateVenue.COINBASE, 503);
        sandbox.venues().hang(RateVenue.BITSTAMP);
        sandbox.venues().refuse(RateVenue.BINANCE, 500);
    }

    private static String order(World world) {
        return """
        {"price":{"amount":"25.00","currency":"EUR"},"asset":"%s","valid_for":"PT5M"}\
        """
                .formatted(world.sandbox().token().assetId());
    }
}
