package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.AUTHORIZATION;
import static org.springframework.http.HttpHeaders.WWW_AUTHENTICATE;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.TicketRefused;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.http.TicketRequest;
import io.sluice.platform.keys.TestKeys;
import io.sluice.platform.rate.RatedGatewayForTests;
import io.sluice.sandbox.TokenIssuer;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketAccessTests {

    final TokenIssuer issuer = TokenIssuer.start();
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final WebTestClient http = gateway();

    @AfterAll
    void stop() {
        context.close();
        issuer.close();
    }

    @Test
    void letsATicketInWithoutACallerWhereTheRouteSaysSo() {
        exchange(HttpMethod.GET, "/ticket?ticket=good")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("good of nobody");
    }

    @Test
    void opensNoOtherRoute() {
        refused(exchange(HttpMethod.GET, "/token?ticket=good"), "invalid-ticket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/ticket", "/ticket?tickets=good", "/ticket?x=ticket"})
    void asksWhoBringsNeitherForAToken(String path) {
        refused(exchange(HttpMethod.GET, path), "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD"})
    void letsNobodyDoMoreThanRead(String method) {
        exchange(HttpMethod.valueOf(method), "/ticket?ticket=good").expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "", "good&ticket=good", "good&%74icket=good"})
    void asksForATokenWhenTheRouteRefusesTheTicket(String ticket) {
        var answer = exchange(HttpMethod.GET, "/ticket?ticket=" + ticket);

        refused(answer, "invalid-ticket");
        answer.expectHeader()
                .value(
                        WWW_AUTHENTICATE,
                        it -> assertThat(it).contains("resource_metadata", "invalid_token"));
    }

    @Test
    void doesNotLookPastABadToken() {
        refused(exchange(HttpMethod.GET, "/ticket?ticket=good", "nonsense"), "invalid-token");

        var writer = issuer.token("shop").scope("payments:write").serialized();
        exchange(HttpMethod.GET, "/ticket?ticket=good", writer).expectStatus().isForbidden();
    }

    @Test
    void showsTheRouteBoth() {
        exchange(HttpMethod.GET, "/ticket?ticket=good", issuer.token("shop").serialized())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(it -> assertThat(it).startsWith("good of client:shop"));
    }

    private static void refused(ResponseSpec answer, String code) {
        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists(WWW_AUTHENTICATE)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private ResponseSpec exchange(HttpMethod method, String path) {
        return http.method(method).uri(URI.create(path)).exchange();
    }

    private ResponseSpec exchange(HttpMethod method, String path, String token) {
        return http.method(method).uri(path).header(AUTHORIZATION, "Bearer " + token).exchange();
    }

    private WebTestClient gateway() {
        var properties = new HashMap<String, Object>(TestKeys.properties());
        properties.put("sluice.public-url", "https://pay.example");
        properties.put("sluice.tokens.issuers[0].issuer", issuer.url().toString());
        properties.put("sluice.tokens.issuers[0].jwks-uri", issuer.keysUrl().toString());
        properties.put("sluice.tokens.issuers[0].audience", TokenIssuer.AUDIENCE);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties));
        context.register(TestHttp.configuration());
        context.register(AccessConfiguration.class);
        context.scan("io.sluice.platform.keys");
        context.registerBean(InstantSource.class, InstantSource::system);
        RatedGatewayForTests.registerRates(context);
        context.registerBean(WebClient.Builder.class, () -> WebClient.builder());
        context.registerBean("routes", Object.class, Routes::new);
        context.refresh();
        return WebTestClient.bindToApplicationContext(context).build();
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @GetMapping("/ticket")
        @Access(scope = "payments:read", payer = true, ticket = true)
        String read(@AuthenticationPrincipal @Nullable Caller caller, ServerWebExchange exchange) {
            return TicketRequest.ticket(exchange.getRequest())
                    .filter(it -> it.value().equals("good"))
                    .map(it -> it.value() + " of " + (caller == null ? "nobody" : caller.name()))
                    .orElseThrow(TicketRefused::new);
        }

        @PostMapping("/ticket")
        @Access(scope = "payments:read", payer = true, ticket = true)
        String write() {
            return "never seen";
        }

        @GetMapping("/token")
        @Access(scope = "payments:read", payer = true)
        String token(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }
    }
}
