package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code docs/issuers.md} says of servers that cannot be run here: by the documented shapes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class IssuerExamplesTests {

    private static final String TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
    private static final String API = "00001111-aaaa-2222-bbbb-3333cccc4444";
    private static final String BACKEND = "11112222-bbbb-3333-cccc-4444dddd5555";

    private final RSAKey key = newKey();
    private final long now = Instant.now().getEpochSecond();
    private DisposableServer server;
    private String realm;
    private TokenGateway gateway;

    @BeforeAll
    void start() {
        var keys = Mono.just(keySet());
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((_, answer) -> answer.sendString(keys))
                        .bindNow();
        realm = "http://127.0.0.1:" + server.port() + "/realms/shops";
        var settings = new LinkedHashMap<String, String>();
        settings.putAll(
                IssuerExample.settings("keycloak", 0, Map.of("SLUICE_KEYCLOAK_REALM", realm)));
        settings.putAll(
                IssuerExample.settings(
                        "entra",
                        1,
                        Map.of("SLUICE_ENTRA_TENANT", TENANT, "SLUICE_ENTRA_API", API)));
        // The one address that is not for us to choose.
        settings.put("sluice.tokens.issuers[1].jwks-uri", realm);
        gateway = new TokenGateway(settings);
    }

    @AfterAll
    void stop() {
        gateway.close();
        server.disposeNow();
    }

    @Test
    void believesAServiceAccountOfKeycloak() {
        assertThat(gateway.answer(keycloak().serialized())).isEqualTo("acme");
    }

    @Test
    void believesNoTokenOfKeycloakThatLacksWhatTheMappersAdd() {
        assertThat(gateway.answer(keycloak().without("merchant").serialized()))
                .isEqualTo("401 invalid-token");
        assertThat(gateway.answer(keycloak().with("aud", "account").serialized()))
                .isEqualTo("401 invalid-token");
        assertThat(gateway.answer(keycloak().with("scope", "profile email").serialized()))
                .isEqualTo("403 missing-scope");
    }

    /** Keycloak signs ID tokens with the same key, and types them so. */
    @Test
    void believesNoTokenOfKeycloakThatIsTypedAsIdTokensAre() {
        assertThat(gateway.answer(keycloak().typed("JWT").serialized()))
                .isEqualTo("401 invalid-token");
    }

    @Test
    void believesAnApplicationOfEntraAndTakesItsIdForTheMerchant() {
        assertThat(gateway.answer(entra().serialized())).isEqualTo(BACKEND);
    }

    @Test
    void letsAnApplicationOfEntraDoNothingWithoutRoles() {
        var withoutRoles = entra().without("roles");

        assertThat(gateway.answer(withoutRoles.serialized())).isEqualTo("403 missing-scope");
        assertThat(gateway.answer(withoutRoles.with("scp", "payments:read").serialized()))
                .isEqualTo("403 missing-scope");
    }

    @Test
    void believesNoTokenOfEntraThatNamesNoClient() {
        var idToken =
                entra().without("azp").without("azpacr").with("preferred_username", "a@b.test");

        assertThat(gateway.answer(idToken.serialized())).isEqualTo("401 invalid-token");
    }

    @Test
    void believesNoTokenOfEntraThatIsOfVersionOneOrAnotherTenant() {
        var first = entra().with("iss", "https://sts.windows.net/" + TENANT + "/");
        var other = "https://login.microsoftonline.com/" + BACKEND + "/v2.0";

        assertThat(gateway.answer(first.serialized())).isEqualTo("401 invalid-token");
        assertThat(gateway.answer(entra().with("iss", other).serialized()))
                .isEqualTo("401 invalid-token");
    }

    /** A service account's, with the audience and the merchant mapped. */
    private IssuedToken keycloak() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("exp", now + 300);
        claims.put("iat", now);
        claims.put("jti", "trrtcc:7bbd5a5b-6d0c-4a0f-b8a0-0d1c3d7c1c5e");
        claims.put("iss", realm);
        claims.put("aud", List.of("sluice", "account"));
        claims.put("sub", "4ac0c4f6-1b73-4b6a-9d8d-0c0f3f5e7a11");
        claims.put("typ", "Bearer");
        claims.put("azp", "acme-backend");
        claims.put("acr", "1");
        claims.put("realm_access", Map.of("roles", List.of("offline_access")));
        claims.put("scope", "payments:read payments:write profile email");
        claims.put("clientHost", "192.0.2.1");
        claims.put("preferred_username", "service-account-acme-backend");
        claims.put("client_id", "acme-backend");
        claims.put("merchant", "acme");
        return new IssuedToken(key, "at+jwt", claims);
    }

    /** An application's, of version 2. */
    private IssuedToken entra() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("aud", API);
        claims.put("iss", "https://login.microsoftonline.com/" + TENANT + "/v2.0");
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 3900);
        claims.put("aio", "k2RgYAgVAA==");
        claims.put("azp", BACKEND);
        claims.put("azpacr", "1");
        claims.put("oid", "22223333-cccc-4444-dddd-5555eeee6666");
        claims.put("rh", "1.AXkA");
        claims.put("roles", List.of("payments:read", "payments:write"));
        claims.put("sub", "22223333-cccc-4444-dddd-5555eeee6666");
        claims.put("tid", TENANT);
        claims.put("uti", "fFW7aZ1Qg0qYx8mJ2sEAAA");
        claims.put("ver", "2.0");
        return new IssuedToken(key, "JWT", claims);
    }

    /**
     * Both have more in it than a key for signatures: a key for encryption, members of their own.
     */
    private String keySet() {
        var mine = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
        mine.put("use", "sig");
        mine.put("issuer", "https://login.microsoftonline.com/" + TENANT + "/v2.0");
        var encryption =
                new RSAKey.Builder(newKey().toPublicJWK()).keyUse(KeyUse.ENCRYPTION).keyID("enc");
        var keys = List.of(encryption.build().toJSONObject(), mine);
        return JsonMapper.shared().writeValueAsString(Map.of("keys", keys));
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("sig").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
