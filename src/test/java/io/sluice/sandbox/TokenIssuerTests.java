package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TokenIssuerTests {

    private final TokenIssuer issuer = TokenIssuer.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void givesAClientATokenThatItsPublishedKeyVerifies() throws Exception {
        var answer = ask("grant_type=client_credentials&scope=payments%3Aread");

        assertThat(answer.statusCode()).isEqualTo(200);
        var token = JWSObject.parse(member(answer, "access_token"));
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(verifies(token)).isTrue();
        assertThat(token.getPayload().toJSONObject())
                .containsEntry("iss", issuer.url().toString())
                .containsEntry("aud", "sluice")
                .containsEntry("merchant", "shop")
                .containsEntry("scope", "payments:read");
    }

    @Test
    void refusesAWrongSecretAndAnotherGrant() throws Exception {
        assertThat(ask("grant_type=password").statusCode()).isEqualTo(400);
        assertThat(ask("grant_type=client_credentials", "shop:wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void keepsFormerKeysPublishedUntilToldToForgetThem() throws Exception {
        var former = JWSObject.parse(issuer.token("shop").serialized());

        issuer.rotate();

        assertThat(verifies(former)).isTrue();
        assertThat(verifies(JWSObject.parse(issuer.token("shop").serialized()))).isTrue();

        issuer.forgetFormerKeys();

        assertThat(keys().getKeyByKeyId(former.getHeader().getKeyID())).isNull();
        assertThat(issuer.keyReads()).isEqualTo(3);
    }

    @Test
    void makesBadTokensOfGoodOnes() throws Exception {
        var good = issuer.token("shop");

        assertThat(verifies(JWSObject.parse(good.signedBy(issuer.newKey()).serialized())))
                .isFalse();
        assertThat(good.unsigned()).endsWith(".");
        assertThat(JWSObject.parse(good.signedWithThePublicKey()).getHeader().getAlgorithm())
                .hasToString("HS256");
        assertThat(good.expired().claim("exp")).isLessThan(good.claim("iat"));
        assertThat(good.without("merchant").claim("merchant")).isEmpty();
    }

    private boolean verifies(JWSObject token) throws Exception {
        var key = keys().getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
    }

    private JWKSet keys() throws Exception {
        var request = HttpRequest.newBuilder(issuer.keysUrl()).build();
        return JWKSet.parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> ask(String form) throws Exception {
        return ask(form, "shop:" + TokenIssuer.SECRET);
    }

    private HttpResponse<String> ask(String form, String client) throws Exception {
        var basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(issuer.tokenUrl())
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.ofString(form))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String member(HttpResponse<String> answer, String name) {
        return JsonMapper.shared().readTree(answer.body()).path(name).asString();
    }
}
