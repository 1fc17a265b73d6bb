package io.sluice.platform.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import java.util.Map;

/** Writes tokens with one key, named in each. */
record JwsWriter(JWSAlgorithm algorithm, String keyId, JWSSigner signer) {

    String write(String type, Map<String, Object> claims) {
        var header =
                new JWSHeader.Builder(algorithm)
                        .type(new JOSEObjectType(type))
                        .keyID(keyId)
                        .build();
        try {
            var token = new JWSObject(header, new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("signing failed", impossible);
        }
    }
}
