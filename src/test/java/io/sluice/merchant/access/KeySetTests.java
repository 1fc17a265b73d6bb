package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTests {

    @Test
    void usesOnlyKeysThatAreForVerifying() throws JOSEException {
        var set =
                parsed(
                        key("plain").build(),
                        key("use").keyUse(KeyUse.SIGNATURE).build(),
                        key("verify").keyOperations(Set.of(KeyOperation.VERIFY)).build(),
                        key("encryption").keyUse(KeyUse.ENCRYPTION).build(),
                        key("derive").keyOperations(Set.of(KeyOperation.DERIVE_KEY)).build());

        assertThat(set.keys()).containsOnlyKeys("plain", "use", "verify");
    }

    @Test
    void isNoneWithoutAKeyThatCanBeUsed() throws JOSEException {
        var nameless = key("any").keyID(null).build();
        var foreign = key("encryption").keyUse(KeyUse.ENCRYPTION).build();

        assertThatThrownBy(() -> parsed(nameless, foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a key that we can use");
    }

    private static KeySet parsed(ECKey... keys) {
        return KeySet.parse(new JWKSet(List.of(keys)).toString(), Instant.EPOCH);
    }

    private static ECKey.Builder key(String id) throws JOSEException {
        return new ECKey.Builder(new ECKeyGenerator(Curve.P_256).keyID(id).generate());
    }
}
