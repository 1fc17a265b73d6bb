package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.sluice.sandbox.AccessToken;
import io.sluice.sandbox.TokenIssuer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerTests {

    static final List<String> ROUTES =
            List.of(
                    "/v1/payments/pay_00000000000000000000000000",
                    "/v1/payments/pay_00000000000000000000000000/stream",
                    "/v1/payments/pay_00000000000000000000000000/events",
                    "/v1/payments",
                    "/v1/events",
                    "/v1/stream",
                    "/v1/merchant",
                    "/v1/assets");

    final World world;

    CallerTests(World world) {
        this.world = world;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void refusesAWrongToken(String name, String token) {
        for (var route : ROUTES) {
            var answer = Http.get(url(route), Map.of("Authorization", "Bearer " + token));

            assertThat(answer.status()).as(name + " on " + route).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void refusesWhoBringsNoToken() {
        for (var route : ROUTES) {
            assertThat(Http.get(url(route), Map.of()).status()).as(route).isEqualTo(401);
        }
    }

    @Test
    void refusesATokenWithoutTheScope() {
        var reader = bearer(good().scope("payments:read").serialized());
        var writer = bearer(good().scope("payments:write").serialized());

        for (var route : List.of("", "/stream", "/events")) {
            var answer =
                    Http.get(url("/v1/payments/pay_00000000000000000000000000" + route), writer);
            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        for (var route : List.of("/v1/events", "/v1/stream")) {
            assertThat(Http.get(url(route), reader).status()).as(route).isEqualTo(403);
        }
        var order = world.partner("nobody").order("25.00");
        assertThat(Http.send("POST", url("/v1/payments"), order, reader).status()).isEqualTo(403);
    }

    @Test
    void opensNothingButTheirPaymentToAPayer() {
        var payment = world.newPartner().open("25.00");
        var payer = bearer(payment.payerToken());

        assertThat(Http.get(url(payment.path()), payer).status()).isEqualTo(200);
        assertThat(Http.get(url(payment.path() + "/events"), payer).status()).isEqualTo(200);
        for (var route :
                List.of("/v1/payments", "/v1/events", "/v1/stream", "/v1/merchant", "/v1/assets")) {
            assertThat(Http.get(url(route), payer).status()).as(route).isEqualTo(403);
        }
    }

    @Test
    void saysNotFoundForWhatDoesNotExist() {
        var bearer = bearer(good().serialized());

        for (var route : List.of("", "/stream", "/events")) {
            var id = "pay_" + "0".repeat(26);
            assertThat(Http.get(url("/v1/payments/" + id + route), bearer).status()).isEqualTo(404);
        }
    }

    Stream<Arguments> wrongTokens() {
        var stranger = TokenIssuer.start();
        var strangersToken = stranger.token("acme").serialized();
        stranger.close();
        return Stream.of(
                Arguments.of("expired", good().expired().serialized()),
                Arguments.of("other issuer", strangersToken),
                Arguments.of("issuer's name, other key", good().signedBy(ownKey()).serialized()),
                Arguments.of("other audience", good().with("aud", "elsewhere").serialized()),
                Arguments.of("no audience", good().without("aud").serialized()),
                Arguments.of("no expiry", good().without("exp").serialized()),
                Arguments.of("no merchant", good().without("merchant").serialized()),
                Arguments.of("other type", good().type("JWT").serialized()),
                Arguments.of("alg none", good().unsigned()),
                Arguments.of("HS256 with the public key", good().signedWithThePublicKey()),
                Arguments.of("torn", good().serialized().substring(0, 200)),
                Arguments.of("no token at all", UUID.randomUUID().toString()));
    }

    private static ECKey ownKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("issuer-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private AccessToken good() {
        return world.sandbox().issuer().token("acme");
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private URI url(String route) {
        return world.gateway().resolve(route);
    }
}
