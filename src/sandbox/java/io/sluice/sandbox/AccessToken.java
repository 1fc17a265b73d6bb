package io.sluice.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A token of the sandbox's issuer: good at first, and as bad as a test wants it to be. */
public final class AccessToken {

    /** How long a good one lives. */
    public static final Duration LIFE = Duration.ofHours(1);

    /** Everything a merchant's backend may be allowed to do. */
    public static final String ALL_SCOPES =
            "payments:write payments:read payments:resolve events:read assets:read"
                    + " rates:read quotes:write merchant:read merchant:write";

    private final ECKey key;
    private final String type;
    private final Map<String, Object> claims;
    private final Map<String, Object> header;

    private AccessToken(
            ECKey key, String type, Map<String, Object> claims, Map<String, Object> header) {
        this.key = key;
        this.type = type;
        this.claims = claims;
        this.header = header;
    }

    static AccessToken good(TokenIssuer issuer, String merchant) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer.url().toString());
        claims.put("sub", merchant);
        claims.put("client_id", merchant);
        claims.put("merchant", merchant);
        claims.put("aud", TokenIssuer.AUDIENCE);
        claims.put("scope", ALL_SCOPES);
        claims.put("iat", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        return new AccessToken(issuer.current(), "at+jwt", claims, Map.of());
    }

    /** The same with another claim. */
    public AccessToken with(String claim, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new AccessToken(key, type, changed, header);
    }

    /** The same without a claim. */
    public AccessToken without(String claim) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return new AccessToken(key, type, changed, header);
    }

    /** The same with these scopes only, separated by spaces. */
    public AccessToken scope(String scope) {
        return with("scope", scope);
    }

    /** The same for this long from now on. */
    public AccessToken lasting(Duration life) {
        return with("exp", Instant.now().plus(life).getEpochSecond());
    }

    /** Its time was over an hour ago. */
    public AccessToken expired() {
        var then = Instant.now().minus(LIFE).getEpochSecond();
        return with("iat", then - 60).with("exp", then);
    }

    /** The same with another {@code typ} in its header. */
    public AccessToken type(String other) {
        return new AccessToken(key, other, claims, header);
    }

    /** The same with {@code value} in its header, also where the standard has another. */
    public AccessToken header(String name, Object value) {
        var changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return new AccessToken(key, type, claims, changed);
    }

    /** The same, signed with {@code other}. */
    public AccessToken signedBy(ECKey other) {
        return new AccessToken(other, type, claims, header);
    }

    /** What it says under {@code name}; empty when it says nothing. */
    public String claim(String name) {
        return String.valueOf(claims.getOrDefault(name, ""));
    }

    /** ES256, in the compact form. */
    public String serialized() {
        try {
            return signed(JWSAlgorithm.ES256, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without a signature: {@code alg: none}. */
    public String unsigned() {
        var header = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"" + type + "\"}");
        return header + "." + payload().toBase64URL() + ".";
    }

    /** HS256 with the issuer's public key as the secret, which everybody knows. */
    public String signedWithThePublicKey() {
        var known = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(known));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        var said = new LinkedHashMap<String, Object>();
        said.put("alg", algorithm.getName());
        said.put("typ", type);
        said.put("kid", key.getKeyID());
        said.putAll(header);
        var signed =
                Base64URL.encode(JSONObjectUtils.toJSONString(said))
                        + "."
                        + payload().toBase64URL();
        var signature =
                signer.sign(new JWSHeader(algorithm), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + signature;
    }

    private Payload payload() {
        return new Payload(claims);
    }
}
