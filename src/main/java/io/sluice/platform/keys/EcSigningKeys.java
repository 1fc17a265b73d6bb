package io.sluice.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.List;
import java.util.Map;

/** Signs with ES256 (RFC 7518). */
final class EcSigningKeys implements SigningKeys {

    private static final String WANTED = "a private EC P-256 key with a kid";

    private final JwsWriter writer;
    private final Map<String, Object> published;

    EcSigningKeys(List<Secret> secrets) {
        var keys = KeyText.keys("sluice.keys.signing", secrets, ECKey.class, WANTED);
        keys.forEach(EcSigningKeys::check);
        var current = keys.getFirst();
        this.writer = new JwsWriter(JWSAlgorithm.ES256, current.getKeyID(), signer(current));
        this.published =
                new JWKSet(keys.stream().map(EcSigningKeys::published).toList()).toJSONObject();
    }

    @Override
    public String sign(String type, Map<String, Object> claims) {
        return writer.write(type, claims);
    }

    @Override
    public Map<String, Object> publicKeys() {
        return published;
    }

    private static void check(ECKey key) {
        if (!Curve.P_256.equals(key.getCurve())) {
            throw KeyText.wrong("sluice.keys.signing", "is on another curve", WANTED);
        }
        if (!key.isPrivate()) {
            throw KeyText.wrong("sluice.keys.signing", "has no private part", WANTED);
        }
    }

    private static JWK published(ECKey key) {
        return new ECKey.Builder(key.toPublicJWK())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    private static ECDSASigner signer(ECKey key) {
        try {
            var signer = new ECDSASigner(key);
            signer.getJCAContext().setSecureRandom(SeededRandom.seeded());
            return signer;
        } catch (JOSEException malformed) {
            throw KeyText.wrong("sluice.keys.signing", "cannot sign", WANTED);
        }
    }
}
