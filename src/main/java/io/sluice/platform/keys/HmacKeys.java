package io.sluice.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Protects with HS256 (RFC 7518). */
final class HmacKeys implements MacKeys {

    private static final String WANTED = "a symmetric key (kty oct) of 256 bits or more with a kid";
    private static final JWSHeader HS256 = new JWSHeader(JWSAlgorithm.HS256);

    private final String property;
    private final JwsWriter writer;
    private final Map<String, MACVerifier> verifiers = new HashMap<>();

    HmacKeys(String property, List<Secret> secrets) {
        this.property = property;
        var keys = KeyText.keys(property, secrets, OctetSequenceKey.class, WANTED);
        keys.forEach(key -> verifiers.put(key.getKeyID(), verifier(key)));
        var current = keys.getFirst();
        this.writer = new JwsWriter(JWSAlgorithm.HS256, current.getKeyID(), signer(current));
    }

    @Override
    public String sign(String type, Map<String, Object> claims) {
        return writer.write(type, claims);
    }

    @Override
    public Optional<Map<String, Object>> verify(String type, CompactJws token) {
        var verifier = token.keyId().map(verifiers::get);
        var fits = "HS256".equals(token.algorithm()) && type.equals(token.type());
        return fits && verifier.filter(it -> holds(it, token)).isPresent()
                ? Optional.of(token.claims())
                : Optional.empty();
    }

    private static boolean holds(MACVerifier verifier, CompactJws token) {
        try {
            return verifier.verify(HS256, token.signed(), token.signature());
        } catch (JOSEException malformed) {
            return false;
        }
    }

    private MACSigner signer(OctetSequenceKey key) {
        try {
            return new MACSigner(key);
        } catch (JOSEException weak) {
            throw KeyText.wrong(property, "is too short", WANTED);
        }
    }

    private MACVerifier verifier(OctetSequenceKey key) {
        try {
            return new MACVerifier(key);
        } catch (JOSEException weak) {
            throw KeyText.wrong(property, "is too short", WANTED);
        }
    }
}
