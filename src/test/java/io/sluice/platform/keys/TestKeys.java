package io.sluice.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.util.List;
import java.util.Map;

/** Fresh keys for tests. */
public final class TestKeys {

    private TestKeys() {}

    /** A gateway's own keys, as it would be configured with. */
    public static Map<String, Object> properties() {
        return Map.of(
                "sluice.keys.signing[0]", pair("signing").toJSONString(),
                "sluice.keys.payer[0]", mac("payer", 256).toJSONString());
    }

    /** A key pair for ES256. */
    public static ECKey pair(String id) {
        return pair(id, Curve.P_256);
    }

    static ECKey pair(String id, Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static OctetSequenceKey mac(String id, int bits) {
        try {
            return new OctetSequenceKeyGenerator(bits).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A ring of one new key. */
    public static MacKeys macs() {
        return new HmacKeys("keys", List.of(new Secret(mac("mac", 256).toJSONString())));
    }

    /** A new key pair of our own. */
    public static SigningKeys signing() {
        return new EcSigningKeys(List.of(new Secret(pair("signing").toJSONString())));
    }
}
