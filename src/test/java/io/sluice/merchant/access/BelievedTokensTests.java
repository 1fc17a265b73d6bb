package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.access.TokenProperties.Issuer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BelievedTokensTests {

    final AtomicBoolean good = new AtomicBoolean(true);
    final BelievedTokens tokens = new BelievedTokens(10, _ -> good.get());

    @Test
    void knowsWhatItWasToldAndNothingElse() throws JOSEException {
        tokens.keep("one", token());

        assertThat(tokens.caller("one")).contains(caller());
        assertThat(tokens.caller("two")).isEmpty();
    }

    @Test
    void looksEachTimeWhetherATokenIsStillGood() throws JOSEException {
        tokens.keep("one", token());

        good.set(false);

        assertThat(tokens.caller("one")).isEmpty();
    }

    private static BelievedToken token() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        var issuer =
                new Issuer(
                        "https://issuer.example",
                        URI.create("https://issuer.example/keys"),
                        "sluice",
                        List.of("ES256"),
                        List.of("at+jwt"),
                        "merchant",
                        List.of("scope"));
        return new BelievedToken(issuer, IssuerKey.of(key).orElseThrow(), caller());
    }

    private static Caller caller() {
        return new Caller.Partner(
                new MerchantId("shop"), "shop", Set.of(), Instant.EPOCH, Instant.MAX);
    }
}
