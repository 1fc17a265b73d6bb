package io.sluice.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.sluice.sandbox.Sandbox;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tokens that nobody else has: payers' of the gateway, and partners' of an issuer. */
final class StormTokens {

    static final String MERCHANT = "storm";

    private static final JOSEObjectType PAYER = new JOSEObjectType("sluice-payer+jwt");
    private static final Duration LIFE = Duration.ofHours(1);

    /** A partner may not have all streams to itself. */
    private static final int CLIENTS = 10;

    private final Sandbox sandbox;
    private final OctetSequenceKey key;

    StormTokens(Sandbox sandbox, Map<String, String> properties) {
        try {
            this.sandbox = sandbox;
            key = OctetSequenceKey.parse(properties.get("sluice.keys.payer[0]"));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a merchant buys it for the app of who pays. */
    String payer(String payment) {
        var now = Instant.now().getEpochSecond();
        var claims =
                Map.<String, Object>of(
                        "aud", "sluice:payer",
                        "sub", payment,
                        "merchant", MERCHANT,
                        "iat", now,
                        "exp", now + LIFE.toSeconds());
        try {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(PAYER).keyID(key.getKeyID());
            var token = new JWSObject(header.build(), new Payload(claims));
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the issuer, for one of ten clients of the merchant. */
    String partner(int number) {
        return sandbox.issuer()
                .token(MERCHANT)
                .with("client_id", "client-" + number % CLIENTS)
                .serialized();
    }
}
