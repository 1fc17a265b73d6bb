package io.sluice.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.sandbox.authority.AuthorityClients;
import io.sluice.sandbox.authority.AuthorityMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Spring Authorization Server in a process of its own, and its clients. */
public final class AuthorizationServer implements AutoCloseable {

    private static final String SCOPES = "payments:read payments:write merchant:write";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Subprocess process;
    private final URI url;
    private final LoopbackServer client;
    private final ECKey clientKey;

    private AuthorizationServer(
            Subprocess process, URI url, LoopbackServer client, ECKey clientKey) {
        this.process = process;
        this.url = url;
        this.client = client;
        this.clientKey = clientKey;
    }

    /** One that answers. */
    public static AuthorizationServer start() {
        var port = FreePort.find();
        var key = newKey();
        var published = new JWKSet(key).toPublicJWKSet().toJSONObject();
        var client =
                LoopbackServer.start(0)
                        .route("/jwks", _ -> new LoopbackServer.Reply(200, published));
        var started =
                Subprocess.start(
                        "authorization server",
                        command(port, client.url().resolve("/jwks")),
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        line -> Optional.of(line).filter(AuthorityMain.READY::equals));
        var url = URI.create("http://127.0.0.1:" + port);
        return new AuthorizationServer(started.process(), url, client, key);
    }

    /** The {@code iss} of its tokens. */
    public URI url() {
        return url;
    }

    public URI keysUrl() {
        return url.resolve("/oauth2/jwks");
    }

    /** An access token for a client that shows its secret. */
    public String tokenBySecret(String client) {
        var basic = client + ":" + AuthorityClients.secretOf(client);
        var encoded = Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
        return token(Map.of(), "Basic " + encoded);
    }

    /** An access token for the client that signs with a key of its own (RFC 7523). */
    public String tokenByKey() {
        var type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        return token(
                Map.of(
                        "client_id",
                        AuthorityClients.WITH_KEY,
                        "client_assertion_type",
                        type,
                        "client_assertion",
                        assertion()),
                "");
    }

    /** Publishes a new key, which signs nothing yet. */
    public void announceKey() {
        change("announce");
    }

    /** Signs with the newest key from now on; the former ones stay published. */
    public void useKey() {
        change("use");
    }

    /** Publishes the key that signs, and no other. */
    public void withdrawKeys() {
        change("withdraw");
    }

    /** Ends it without a word. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
        client.close();
        http.close();
    }

    private String token(Map<String, String> form, String authorization) {
        var all = new TreeMap<>(form);
        all.put("grant_type", "client_credentials");
        all.put("scope", SCOPES);
        var body =
                all.entrySet().stream()
                        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(url.resolve("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return JsonMapper.shared().readTree(send(request)).get("access_token").asString();
    }

    private void change(String what) {
        var request = HttpRequest.newBuilder(url.resolve("/keys/" + what));
        var _ = send(request.POST(BodyPublishers.noBody()));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var all = request.timeout(Duration.ofSeconds(20)).build();
            var reply = http.send(all, BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new IllegalStateException(reply.statusCode() + " " + reply.body());
            }
            return reply.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String assertion() {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(AuthorityClients.WITH_KEY)
                        .subject(AuthorityClients.WITH_KEY)
                        .audience(url.toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(clientKey.getKeyID()).build();
        try {
            var signed = new SignedJWT(header, claims);
            signed.sign(new ECDSASigner(clientKey));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(int port, URI clientKeys) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AuthorityMain.class.getName(),
                Integer.toString(port),
                clientKeys.toString());
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("client").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
