package io.sluice.merchant.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** EdDSA over Ed25519 (RFC 8037) with the JDK alone; the library would want another for it. */
final class Ed25519Verifier implements JWSVerifier {

    /** What comes before the 32 bytes of a public key in X.509 (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;

    private final PublicKey key;
    private final JCAContext context = new JCAContext();

    private Ed25519Verifier(PublicKey key) {
        this.key = key;
    }

    /** Fails when {@code pair} holds no public key of Ed25519. */
    static Ed25519Verifier of(OctetKeyPair pair) throws JOSEException {
        var bytes = pair.getDecodedX();
        if (bytes.length != KEY_BYTES) {
            throw new JOSEException("a public key of " + bytes.length + " bytes");
        }
        var encoded = new byte[X509_PREFIX.length + KEY_BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            var keys = KeyFactory.getInstance("Ed25519");
            return new Ed25519Verifier(keys.generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException unusable) {
            throw new JOSEException("not a key of Ed25519", unusable);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature)
            throws JOSEException {
        try {
            var ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(signed);
            return ed25519.verify(signature.decode());
        } catch (GeneralSecurityException malformed) {
            throw new JOSEException("not a signature of Ed25519", malformed);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
