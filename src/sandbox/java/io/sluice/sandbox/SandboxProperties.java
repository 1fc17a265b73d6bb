package io.sluice.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's ordinary configuration, pointed at a sandbox. */
final class SandboxProperties {

    private static final List<String> PAIRS =
            List.of(
                    "EUR/USD",
                    "EUR/CHF",
                    "USDT/USD",
                    "USDC/EUR USD USDT",
                    "USDC/USD",
                    "USDC/CHF EUR",
                    "ETH/EUR USD",
                    "ETH/USD USDT");

    private final Map<String, String> all = new LinkedHashMap<>();

    private SandboxProperties() {}

    static Map<String, String> of(Sandbox sandbox) {
        var properties = new SandboxProperties();
        properties.servers(sandbox);
        properties.keys();
        properties.issuer(sandbox.issuer());
        properties.all.putAll(NetworkProperties.of(sandbox.chains()));
        properties.rates(sandbox.venues());
        properties.feed(sandbox.chains().getFirst());
        return properties.all;
    }

    /** A new EC P-256 private key as a JWK. */
    static String signingKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID("sandbox-signing")
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new symmetric key as a JWK. */
    static String payerKey() {
        try {
            return new OctetSequenceKeyGenerator(256)
                    .keyID("sandbox-payer")
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void servers(Sandbox sandbox) {
        var database = sandbox.database();
        var port = Integer.toString(FreePort.find());
        all.put("spring.r2dbc.url", database.r2dbcUrl());
        all.put("spring.r2dbc.username", database.user());
        all.put("spring.r2dbc.password", database.password());
        all.put("spring.flyway.url", database.jdbcUrl());
        all.put("spring.flyway.user", database.user());
        all.put("spring.flyway.password", database.password());
        all.put("spring.data.redis.url", sandbox.redis().url());
        all.put("server.address", "127.0.0.1");
        all.put("server.port", port);
        all.put("management.server.port", Integer.toString(FreePort.find()));
        all.put("sluice.public-url", "http://127.0.0.1:" + port);
        all.put("sluice.livemode", "false");
        all.put("sluice.http.cors.origins", sandbox.page().toString());
        // On the class path of tests only; the gateway serves its committed document.
        all.put("springdoc.api-docs.enabled", "false");
    }

    private void keys() {
        all.put("sluice.keys.signing[0]", signingKey());
        all.put("sluice.keys.payer[0]", payerKey());
    }

    private void issuer(TokenIssuer issuer) {
        var at = "sluice.tokens.issuers[0].";
        all.put(at + "issuer", issuer.url().toString());
        all.put(at + "jwks-uri", issuer.keysUrl().toString());
        all.put(at + "audience", TokenIssuer.AUDIENCE);
        all.put(at + "algorithms[0]", "ES256");
        all.put(at + "types[0]", "at+jwt");
        all.put(at + "merchant-claim", "merchant");
    }

    private void rates(RateVenues venues) {
        all.put("sluice.quote.refresh", "500ms");
        all.put("sluice.quote.patience", "800ms");
        all.put("sluice.quote.stablecoins.USDC", "USD");
        all.put("sluice.quote.stablecoins.USDT", "USD");
        var sources = 0;
        for (var venue : RateVenue.values()) {
            var at = "sluice.quote.sources[" + sources++ + "].";
            all.put(at + "name", venue.id());
            all.put(at + "dialect", venue.id());
            all.put(at + "operator", venue.id());
            all.put(at + "url", venues.url().toString());
            if (venue == RateVenue.ECB) {
                all.put(at + "holds", "96h");
                all.put(at + "official", "true");
            }
            venue.symbols().forEach((symbol, pair) -> all.put(at + "symbols." + symbol, pair));
        }
        for (var i = 0; i < PAIRS.size(); i++) {
            pair("sluice.quote.pairs[" + i + "].", PAIRS.get(i).split(" ", -1));
        }
    }

    /** Listed after the venues. */
    private void feed(SandboxChain chain) {
        var at = "sluice.quote.sources[" + RateVenue.values().length + "].";
        all.put(at + "name", "chainlink");
        all.put(at + "dialect", "chainlink");
        all.put(at + "operator", "chainlink");
        all.put(at + "holds", "168h");
        all.put(at + "symbols.[" + chain.caip2() + ":" + PriceFeed.ADDRESS + "]", "ETH/USD");
    }

    private void pair(String at, String[] words) {
        all.put(at + "pair", words[0]);
        for (var i = 1; i < words.length; i++) {
            all.put(at + "via[" + (i - 1) + "]", words[i]);
        }
    }
}
