package io.sluice.merchant.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.sluice.platform.keys.CompactJws;
import java.util.Optional;

/** One public key of an issuer, ready to verify. */
final class IssuerKey {

    private static final int MIN_RSA_BITS = 2048;

    private final JWK key;
    private final JWSVerifier verifier;

    private IssuerKey(JWK key, JWSVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** Empty for keys that are not for signatures, too weak, or of a kind we do not verify. */
    static Optional<IssuerKey> of(JWK key) {
        if (key.getKeyID() == null || !isForSignatures(key)) {
            return Optional.empty();
        }
        try {
            return switch (key) {
                case ECKey curve -> Optional.of(new IssuerKey(key, new ECDSAVerifier(curve)));
                case RSAKey rsa when rsa.size() >= MIN_RSA_BITS ->
                        Optional.of(new IssuerKey(key, new RSASSAVerifier(rsa)));
                case OctetKeyPair pair when Curve.Ed25519.equals(pair.getCurve()) ->
                        Optional.of(new IssuerKey(key, Ed25519Verifier.of(pair)));
                default -> Optional.empty();
            };
        } catch (JOSEException unusable) {
            return Optional.empty();
        }
    }

    private static boolean isForSignatures(JWK key) {
        var use = key.getKeyUse();
        var operations = key.getKeyOperations();
        return (use == null || use.equals(KeyUse.SIGNATURE))
                && (operations == null || operations.contains(KeyOperation.VERIFY));
    }

    String id() {
        return key.getKeyID();
    }

    /** Whether {@code other} is this key, perhaps of a later reading. */
    boolean isSameAs(IssuerKey other) {
        return this == other || key.equals(other.key);
    }

    boolean verifies(CompactJws token) {
        var algorithm = JWSAlgorithm.parse(token.algorithm());
        var fits =
                verifier.supportedJWSAlgorithms().contains(algorithm)
                        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
        try {
            return fits
                    && verifier.verify(new JWSHeader(algorithm), token.signed(), token.signature());
        } catch (JOSEException malformed) {
            return false;
        }
    }
}
