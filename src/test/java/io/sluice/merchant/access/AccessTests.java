package io.sluice.merchant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.AUTHORIZATION;
import static org.springframework.http.HttpHeaders.RETRY_AFTER;
import static org.springframework.http.HttpHeaders.WWW_AUTHENTICATE;

import com.nimbusds.jose.jwk.ECKey;
import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.merchant.PayerTokens;
import io.sluice.platform.http.TestHttp;
import io.sluice.platform.keys.MacKeys;
import io.sluice.platform.keys.TestKeys;
import io.sluice.platform.rate.RatedGatewayForTests;
import io.sluice.sandbox.AccessToken;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class AccessTests {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final MerchantId SHOP = new MerchantId("shop");
    static final ECKey FOREIGN = TestKeys.pair("foreign");

    final TokenIssuer issuer = TokenIssuer.start();
    final TokenIssuer stranger = TokenIssuer.start();
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @AfterEach
    void stop() {
        context.close();
        issuer.close();
        stranger.close();
    }

    @Test
    void knowsAPartnerByTheirToken() {
        get(gateway(), "/partner", issuer.token("shop").serialized())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("client:shop:%s shop".formatted(issuer.url()));
    }

    @Test
    void keepsClientsOfDifferentIssuersApart() {
        var http =
                gateway(
                        "sluice.tokens.issuers[1].issuer",
                        stranger.url().toString(),
                        "sluice.tokens.issuers[1].jwks-uri",
                        stranger.keysUrl().toString(),
                        "sluice.tokens.issuers[1].audience",
                        TokenIssuer.AUDIENCE);

        assertThat(name(http, issuer)).isNotEqualTo(name(http, stranger));
    }

    @Test
    void knowsATokenOfAConfiguredTypeHoweverEitherIsSpelled() {
        var http =
                gateway(
                        "sluice.tokens.issuers[0].types[0]",
                        "JWT",
                        "sluice.tokens.issuers[0].types[1]",
                        "application/at+jwt");

        for (var type : List.of("JWT", "jwt", "at+jwt", "application/AT+JWT")) {
            get(http, "/partner", issuer.token("shop").type(type).serialized())
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void takesScopesFromTheClaimsThatAreConfiguredAndNoOthers() {
        var token = issuer.token("shop").without("scope").with("roles", List.of("payments:read"));
        var roles = gateway("sluice.tokens.issuers[0].scope-claims[0]", "roles");

        get(roles, "/partner", token.serialized()).expectStatus().isOk();
        get(roles, "/partner", issuer.token("shop").serialized()).expectStatus().isForbidden();
    }

    @Test
    void takesNoRolesForScopesUnlessToldTo() {
        var token = issuer.token("shop").without("scope").with("roles", List.of("payments:read"));

        get(gateway(), "/partner", token.serialized()).expectStatus().isForbidden();
    }

    /** What may be wrong with a token. */
    enum Wrong {
        EXPIRED,
        OF_A_STRANGER,
        SIGNED_BY_A_STRANGER,
        FOR_ANOTHER_AUDIENCE,
        UNSIGNED,
        SIGNED_WITH_THE_PUBLIC_KEY,
        OF_ANOTHER_TYPE,
        WITHOUT_MERCHANT,
        WITH_A_MALFORMED_MERCHANT,
        WITHOUT_EXPIRY,
        WITHOUT_ISSUE_TIME,
        NOT_YET_VALID,
        ISSUED_IN_THE_FUTURE,
        BOUND_TO_A_KEY,
        PADDED,
        SPELLED_DIFFERENTLY,
        WITH_ANOTHER_PAYLOAD,
        TOO_LONG,
        WITHOUT_SUBJECT,
        WITHOUT_CLIENT,
        WITHOUT_AN_ID,
        WITHOUT_KEY_ID,
        NAMING_A_FILE_AS_ITS_KEY,
        BRINGING_ITS_OWN_KEY,
        NAMING_WHERE_ITS_KEY_IS,
        WITH_AN_EXTENSION_THAT_IS_CRITICAL,
        NOT_A_TOKEN;

        String token(TokenIssuer issuer, TokenIssuer stranger) {
            var good = issuer.token("shop");
            var now = Instant.now().getEpochSecond();
            return switch (this) {
                case EXPIRED -> good.expired().serialized();
                case OF_A_STRANGER -> stranger.token("shop").serialized();
                case SIGNED_BY_A_STRANGER ->
                        stranger.token("shop").with("iss", good.claim("iss")).serialized();
                case FOR_ANOTHER_AUDIENCE -> good.with("aud", List.of("a", "b")).serialized();
                case UNSIGNED -> good.unsigned();
                case SIGNED_WITH_THE_PUBLIC_KEY -> good.signedWithThePublicKey();
                case OF_ANOTHER_TYPE -> good.type("JWT").serialized();
                case WITHOUT_MERCHANT -> good.without("merchant").serialized();
                case WITH_A_MALFORMED_MERCHANT -> good.with("merchant", "../shop").serialized();
                case WITHOUT_EXPIRY -> good.without("exp").serialized();
                case WITHOUT_ISSUE_TIME -> good.without("iat").serialized();
                case NOT_YET_VALID -> good.with("nbf", now + 600).serialized();
                case ISSUED_IN_THE_FUTURE -> good.with("iat", now + 600).serialized();
                case BOUND_TO_A_KEY -> good.with("cnf", Map.of("jkt", "x")).serialized();
                case PADDED -> good.serialized() + "=";
                case SPELLED_DIFFERENTLY -> spelledDifferently(good);
                case WITH_ANOTHER_PAYLOAD -> withPayloadOf(good, issuer.token("other"));
                case TOO_LONG -> good.with("x", "y".repeat(4096)).serialized();
                case WITHOUT_SUBJECT -> good.without("sub").serialized();
                case WITHOUT_CLIENT -> good.without("client_id").serialized();
                case WITHOUT_AN_ID -> good.without("jti").serialized();
                case WITHOUT_KEY_ID -> good.header("kid", "").serialized();
                case NAMING_A_FILE_AS_ITS_KEY ->
                        good.header("kid", "../../../dev/null").serialized();
                case BRINGING_ITS_OWN_KEY ->
                        good.signedBy(FOREIGN)
                                .header("jwk", FOREIGN.toPublicJWK().toJSONObject())
                                .serialized();
                case NAMING_WHERE_ITS_KEY_IS ->
                        stranger.token("shop")
                                .with("iss", good.claim("iss"))
                                .header("jku", stranger.keysUrl().toString())
                                .header("x5u", stranger.keysUrl().toString())
                                .serialized();
                case WITH_AN_EXTENSION_THAT_IS_CRITICAL ->
                        good.header("crit", List.of("exp")).header("exp", now + 60).serialized();
                case NOT_A_TOKEN -> "abc";
            };
        }

        /** The last character of a 64 byte signature has four unused bits. */
        private static String spelledDifferently(AccessToken good) {
            var token = good.serialized();
            var last = token.length() - 1;
            return token.substring(0, last) + (char) (token.charAt(last) + 1);
        }

        private static String withPayloadOf(AccessToken good, AccessToken other) {
            var mine = good.serialized().split("\\.", -1);
            return mine[0] + "." + other.serialized().split("\\.", -1)[1] + "." + mine[2];
        }
    }

    @ParameterizedTest
    @EnumSource
    void believesNoTokenWithAnythingWrongInIt(Wrong wrong) {
        get(gateway(), "/partner", wrong.token(issuer, stranger))
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(WWW_AUTHENTICATE, it -> assertThat(it).contains("error=\"invalid_token\""))
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-token");
    }

    @Test
    void asksForATokenBeforeItLooksAtTheBody() {
        gateway()
                .post()
                .uri("/write")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{not json")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .value(
                        WWW_AUTHENTICATE,
                        it ->
                                assertThat(it)
                                        .startsWith(
                                                "Bearer resource_metadata=\"https://pay.example/")
                                        .doesNotContain("error"))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthenticated");
    }

    @Test
    void namesTheScopeThatIsMissing() {
        get(gateway(), "/partner", issuer.token("shop").scope("payments:write").serialized())
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .value(WWW_AUTHENTICATE, it -> assertThat(it).contains("scope=\"payments:read\""))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("missing-scope");
    }

    @Test
    void opensNoRouteThatDoesNotSayWhoMayCallIt() {
        var http = gateway();
        var token = issuer.token("shop").serialized();

        get(http, "/closed", token).expectStatus().isForbidden();
        get(http, "/nowhere", token).expectStatus().isNotFound();
        get(http, "/write", token).expectStatus().isEqualTo(405);
        http.get().uri("/nowhere").exchange().expectStatus().isNotFound();
        http.get().uri("/.well-known/oauth-protected-resource").exchange().expectStatus().isOk();
    }

    @Test
    void opensToAPayerOnlyWhatIsForPayers() {
        var http = gateway();
        var token = payerToken(Instant.now().plusSeconds(60));

        get(http, "/both", token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("payer:pay_1");
        get(http, "/partner", token).expectStatus().isForbidden();
        get(http, "/both", issuer.token("shop").serialized()).expectStatus().isOk();
    }

    @Test
    void believesNoPayerTokenThatIsOldOrNotOurs() {
        var http = gateway();
        var old = payerToken(Instant.now().minusSeconds(60));
        var forged = issuer.token("shop").type("sluice-payer+jwt").with("sub", "pay_1");
        var later = Instant.now().plusSeconds(60).getEpochSecond();
        var claims = Map.<String, Object>of("sub", "pay_1", "iat", 1, "exp", later);
        var ours = context.getBean(MacKeys.class);

        get(http, "/both", old).expectStatus().isUnauthorized();
        get(http, "/both", forged.serialized()).expectStatus().isUnauthorized();
        get(http, "/both", ours.sign("at+jwt", claims)).expectStatus().isUnauthorized();
        get(http, "/both", ours.sign("sluice-payer+jwt", claims)).expectStatus().isUnauthorized();
    }

    @Test
    void asksNobodyForWhatItKnows() {
        var http = gateway();
        var before = issuer.keyReads();

        for (var at = 0; at < 20; at++) {
            get(http, "/partner", issuer.token("shop").serialized()).expectStatus().isOk();
            get(http, "/partner", Wrong.EXPIRED.token(issuer, stranger))
                    .expectStatus()
                    .is4xxClientError();
        }

        assertThat(issuer.keyReads()).isEqualTo(before);
    }

    @Test
    void knowsAKeyThatItsIssuerHasJustBegunToUse() {
        var http = gateway("sluice.tokens.pause", "10ms");
        assertThat(status(http, issuer.token("shop").serialized())).isEqualTo(200);

        issuer.rotate();

        assertThat(status(http, issuer.token("shop").serialized())).isEqualTo(200);
    }

    @Test
    void asksAnIssuerNoMoreOftenHoweverManyKeysAreNamed() {
        var http = gateway("sluice.tokens.pause", "1s");
        var before = issuer.keyReads();
        var unknown = issuer.token("shop").signedBy(FOREIGN);

        var began = System.nanoTime();
        for (var at = 0; at < 5; at++) {
            assertThat(status(http, unknown.header("kid", "k" + at).serialized())).isEqualTo(401);
        }

        var seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertThat(issuer.keyReads() - before).isBetween(1L, seconds + 2);
    }

    @Test
    void sharesAReadingAmongAllWhoWaitForIt() {
        var http = gateway("sluice.tokens.pause", "1s");
        var before = issuer.keyReads();
        issuer.rotate();
        var fresh = issuer.token("shop");

        var answers =
                Flux.range(0, 20)
                        .flatMap(_ ->
                                Mono.fromCallable(() -> status(http, fresh.serialized()))
                                        .subscribeOn(Schedulers.boundedElastic()))
                        .distinct()
                        .collectList()
                        .block(PATIENCE);

        assertThat(answers).containsExactly(200);
        assertThat(issuer.keyReads() - before).isLessThan(4);
    }

    @Test
    void cannotTellWhetherAnUnknownKeyIsGoodWhileItsIssuerIsDown() {
        var http = gateway("sluice.tokens.pause", "10ms");
        issuer.down(true);
        issuer.rotate();

        assertThat(status(http, issuer.token("shop").serialized())).isEqualTo(503);
    }

    @Test
    void verifiesASignatureOnce() {
        var _ = gateway();
        var found = new AtomicInteger();
        var authentication =
                new TokenAuthentication(
                        new BelievedTokens(10, _ -> found.incrementAndGet() > 0),
                        context.getBean(AccessTokens.class),
                        context.getBean(MacPayerTokens.class));
        var request =
                MockServerHttpRequest.get("/")
                        .header(AUTHORIZATION, "Bearer " + issuer.token("shop").serialized());
        var twice = BearerToken.in(MockServerWebExchange.from(request)).repeat(1);

        var callers = twice.concatMap(authentication::authenticate).collectList().block(PATIENCE);

        assertThat(callers).hasSize(2).allMatch(Authentication::isAuthenticated);
        assertThat(found).hasValue(1);
    }

    @Test
    void forgetsATokenThatItVerifiedWhenItsTimeIsOver() {
        var http = gateway("sluice.tokens.skew", "0s");
        var token = issuer.token("shop").lasting(Duration.ofSeconds(5)).serialized();
        assertThat(status(http, token)).isEqualTo(200);

        Eventually.holds(PATIENCE, () -> status(http, token) == 401);
    }

    @Test
    void stopsBelievingAKeyThatItsIssuerRemoved() {
        var http = gateway("sluice.tokens.refresh", "50ms", "sluice.tokens.pause", "10ms");
        var old = issuer.token("shop").serialized();
        get(http, "/partner", old).expectStatus().isOk();

        issuer.rotate();
        issuer.forgetFormerKeys();

        Eventually.holds(PATIENCE, () -> status(http, old) == 401);
        assertThat(status(http, issuer.token("shop").serialized())).isEqualTo(200);
    }

    @Test
    void goesOnWithTheKeysItHasWhileTheIssuerIsDownAndNeverBlamesTheToken() {
        var http =
                gateway(
                        "sluice.tokens.refresh",
                        "50ms",
                        "sluice.tokens.pause",
                        "10ms",
                        "sluice.tokens.max-age",
                        "2s");
        var token = issuer.token("shop").serialized();

        issuer.down(true);
        assertThat(status(http, token)).isEqualTo(200);
        Eventually.holds(PATIENCE, () -> status(http, token) == 503);
        get(http, "/partner", token).expectHeader().valueEquals(RETRY_AFTER, "5");
        issuer.down(false);

        Eventually.holds(PATIENCE, () -> status(http, token) == 200);
    }

    @Test
    void startsWhileTheIssuerIsDown() {
        issuer.down(true);

        assertThat(status(gateway(), issuer.token("shop").serialized())).isEqualTo(503);
    }

    private int status(WebTestClient http, String token) {
        return get(http, "/partner", token).returnResult(Void.class).getStatus().value();
    }

    private static String name(WebTestClient http, TokenIssuer issuer) {
        return Objects.requireNonNull(
                get(http, "/partner", issuer.token("shop").serialized())
                        .expectStatus()
                        .isOk()
                        .returnResult(String.class)
                        .getResponseBody()
                        .blockFirst());
    }

    private String payerToken(Instant expiresAt) {
        return context.getBean(PayerTokens.class).issue(SHOP, "pay_1", expiresAt);
    }

    private static ResponseSpec get(WebTestClient http, String path, String token) {
        return http.get().uri(path).header(AUTHORIZATION, "Bearer " + token).exchange();
    }

    private WebTestClient gateway(String... changes) {
        var properties = new HashMap<String, Object>();
        properties.put("sluice.public-url", "https://pay.example");
        properties.put("sluice.tokens.issuers[0].issuer", issuer.url().toString());
        properties.put("sluice.tokens.issuers[0].jwks-uri", issuer.keysUrl().toString());
        properties.put("sluice.tokens.issuers[0].audience", TokenIssuer.AUDIENCE);
        properties.put("sluice.tokens.retry", "50ms");
        properties.put("sluice.tokens.pause", "50ms");
        for (var at = 0; at < changes.length; at += 2) {
            properties.put(changes[at], changes[at + 1]);
        }
        properties.putAll(TestKeys.properties());
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("test", properties));
        context.register(TestHttp.configuration());
        context.register(AccessConfiguration.class, ResourceController.class);
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

        @GetMapping("/partner")
        @Access(scope = "payments:read")
        String partner(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }

        @GetMapping("/both")
        @Access(scope = "payments:read", payer = true)
        String both(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }

        @PostMapping("/write")
        @Access(scope = "payments:write")
        String write(@RequestBody Map<String, String> body) {
            return "" + body.size();
        }

        @GetMapping("/closed")
        String closed() {
            return "never seen";
        }
    }
}
