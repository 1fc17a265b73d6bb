package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The example of RFC 8037, appendix A. */
class Ed25519VerifierTests {

    static final JWSHeader EDDSA = new JWSHeader(JWSAlgorithm.EdDSA);
    static final String SIGNED = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    static final String SIGNATURE =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @Test
    void verifiesTheExampleOfTheStandard() throws JOSEException {
        assertThat(verifies(SIGNED, SIGNATURE)).isTrue();
    }

    @Test
    void verifiesNothingElse() throws JOSEException {
        var other = SIGNATURE.replace("BhVsPt9g7", "BhVsPt9g8");

        assertThat(verifies(SIGNED + "A", SIGNATURE)).isFalse();
        assertThat(verifies(SIGNED, other)).isFalse();
        assertThatThrownBy(() -> verifies(SIGNED, "AAAA")).isInstanceOf(JOSEException.class);
    }

    @Test
    void isMadeOfNothingButAKey() {
        assertThatThrownBy(() -> Ed25519Verifier.of(key("AAAA"))).isInstanceOf(JOSEException.class);
    }

    private static boolean verifies(String signed, String signature) throws JOSEException {
        return Ed25519Verifier.of(key(KEY))
                .verify(
                        EDDSA,
                        signed.getBytes(StandardCharsets.US_ASCII),
                        new Base64URL(signature));
    }

    private static OctetKeyPair key(String x) {
        return new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(x)).build();
    }
}
