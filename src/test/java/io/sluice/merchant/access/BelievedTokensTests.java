package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
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
    void knowsWhatItWasToldAndNothingElse() {
        tokens.keep("one", token(caller()));

        assertThat(tokens.caller("one")).contains(caller());
        assertThat(tokens.caller("two")).isEmpty();
    }

    @Test
    void looksEachTimeWhetherATokenIsStillGood() {
        tokens.keep("one", token(caller()));

        good.set(false);

        assertThat(tokens.caller("one")).isEmpty();
    }

    static BelievedToken token(Caller.Partner caller) {
        var issuer =
                new Issuer(
                        "https://issuer.example",
                        URI.create("https://issuer.example/keys"),
                        "sluice",
                        List.of("ES256"),
                        List.of("at+jwt"),
                        "merchant",
                        List.of("scope"));
        return new BelievedToken(issuer, IssuerKey.of(key()).orElseThrow(), caller);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Caller.Partner caller() {
        return new Caller.Partner(
                new MerchantId("shop"), "shop", Set.of(), Instant.EPOCH, Instant.MAX);
    }
}
