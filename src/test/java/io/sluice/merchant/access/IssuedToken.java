package io.sluice.merchant.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token shaped as some server documents it, under a test's key. */
record IssuedToken(RSAKey key, String type, Map<String, Object> claims) {

    IssuedToken typed(String other) {
        return new IssuedToken(key, other, claims);
    }

    IssuedToken with(String claim, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new IssuedToken(key, type, changed);
    }

    IssuedToken without(String claim) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return new IssuedToken(key, type, changed);
    }

    /** RS256, in the compact form. */
    String serialized() {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build();
        var token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
