package io.sluice.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OAuth 2 authorization server: client credentials in, access tokens of RFC 9068 out.
 *
 * <p>Every client whose secret is {@link #SECRET} is known; it acts for the merchant of its name,
 * and may ask for a life of its tokens in {@code expires_in}, which other issuers do not offer.
 */
public final class TokenIssuer implements AutoCloseable {

    /** Who the tokens are for. */
    public static final String AUDIENCE = "sluice";

    /** The secret of every client. */
    public static final String SECRET = "sandbox";

    private static final String HOUR = Long.toString(AccessToken.LIFE.toSeconds());

    private final LoopbackServer server;
    private final CopyOnWriteArrayList<ECKey> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicLong keyReads = new AtomicLong();
    private volatile boolean down;

    private TokenIssuer() {
        keys.add(newKey());
        server =
                LoopbackServer.start(0)
                        .route("/token", this::token)
                        .route("/jwks", this::keySet)
                        .route("/.well-known/oauth-authorization-server", this::metadata)
                        .route("/.well-known/openid-configuration", this::metadata);
    }

    /** An issuer with one key. */
    public static TokenIssuer start() {
        return new TokenIssuer();
    }

    /** The {@code iss} of its tokens. */
    public URI url() {
        return server.url();
    }

    public URI tokenUrl() {
        return url().resolve("/token");
    }

    public URI keysUrl() {
        return url().resolve("/jwks");
    }

    /** A good token for {@code merchant} with every scope, to be changed or used as it is. */
    public AccessToken token(String merchant) {
        return AccessToken.good(this, merchant);
    }

    /** Signs with a new key from now on; the former ones stay published. */
    public void rotate() {
        keys.addFirst(newKey());
    }

    /** Publishes the current key only. */
    public void forgetFormerKeys() {
        keys.retainAll(List.of(current()));
    }

    /** Answers 503 to everything, or is well again. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** How often its keys were read. */
    public long keyReads() {
        return keyReads.get();
    }

    @Override
    public void close() {
        server.close();
    }

    ECKey current() {
        return keys.getFirst();
    }

    /** A key nobody publishes. */
    ECKey newKey() {
        try {
            var name = "issuer-" + named.incrementAndGet();
            return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private LoopbackServer.Reply keySet(LoopbackServer.Question question) {
        keyReads.incrementAndGet();
        return whenUp(new JWKSet(List.copyOf(keys)).toPublicJWKSet().toJSONObject());
    }

    private LoopbackServer.Reply metadata(LoopbackServer.Question question) {
        return whenUp(
                Map.of(
                        "issuer", url().toString(),
                        "token_endpoint", tokenUrl().toString(),
                        "jwks_uri", keysUrl().toString(),
                        "grant_types_supported", List.of("client_credentials")));
    }

    private LoopbackServer.Reply token(LoopbackServer.Question question) {
        var form = form(question.body());
        form.putAll(basic(question.authorization()));
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal(400, "unsupported_grant_type");
        }
        if (!SECRET.equals(form.get("client_secret")) || !form.containsKey("client_id")) {
            return refusal(401, "invalid_client");
        }
        var token = token(form.getOrDefault("client_id", ""));
        var scope = form.get("scope");
        var life = Duration.ofSeconds(Long.parseLong(form.getOrDefault("expires_in", HOUR)));
        return whenUp(answer(scope == null ? token : token.scope(scope), life));
    }

    private static Map<String, Object> answer(AccessToken token, Duration life) {
        return Map.of(
                "access_token", token.lasting(life).serialized(),
                "token_type", "Bearer",
                "expires_in", life.toSeconds(),
                "scope", token.claim("scope"));
    }

    private LoopbackServer.Reply whenUp(Object body) {
        return down ? refusal(503, "temporarily_unavailable") : new LoopbackServer.Reply(200, body);
    }

    private static LoopbackServer.Reply refusal(int status, String error) {
        return new LoopbackServer.Reply(status, Map.of("error", error));
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> form.put(decoded(field[0]), decoded(field[1])));
        return form;
    }

    private static Map<String, String> basic(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return Map.of();
        }
        var text =
                new String(
                        Base64.getDecoder().decode(authorization.substring(6)),
                        StandardCharsets.UTF_8);
        var colon = Math.max(0, text.indexOf(':'));
        return Map.of(
                "client_id", decoded(text.substring(0, colon)),
                "client_secret", decoded(text.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
