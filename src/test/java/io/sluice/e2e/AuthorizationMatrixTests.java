package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AccessToken;
import io.sluice.sandbox.SandboxMerchant;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every route of the API against everyone who must not come through, each with a request that its
 * owner may make: a new route is refused to all of them, or fails here.
 */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTests {

    private static final Map<String, String> QUERIES =
            Map.of(
                    "GET /v1/rates", "?base=USDC&quote=EUR",
                    "GET /v1/rates/stream", "?base=USDC&quote=EUR");

    private static final Reply OPENED =
            new Reply(200, HttpHeaders.of(Map.of(), (_, _) -> true), "");

    private final World world;
    private final Partner owner;
    private final String merchant;
    private final Payment payment;
    private final String payer;
    private final String otherPayer;
    private final String ticket;
    private final String quote;
    private final String wallet;

    /** What to send with each route that is not only read. */
    private final Map<String, String> bodies;

    AuthorizationMatrixTests(World world) {
        this.world = world;
        this.owner = world.newPartner();
        this.merchant = owner.read("/v1/merchant").get("id").asString();
        this.payment = owner.open("25.00");
        this.payer = payment.payerToken();
        this.otherPayer = owner.open("26.00").payerToken();
        this.ticket =
                owner.post(payment.path() + "/stream-tickets", "")
                        .expect(201)
                        .json()
                        .get("ticket")
                        .asString();
        this.quote = owner.post("/v1/quotes", quoteOrder()).expect(201).json().get("id").asString();
        this.wallet = owner.read("/v1/merchant/wallets").at("/wallets/0/id").asString();
        this.bodies = bodies();
    }

    @Test
    void knowsARequestForEveryRouteThatTakesABody() {
        var known =
                GuardedRoute.all().stream()
                        .filter(it -> !it.method().equals("GET"))
                        .map(GuardedRoute::toString)
                        .collect(Collectors.toSet());

        assertThat(bodies.keySet()).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isClosedToEveryoneElse(GuardedRoute route) {
        var before = state();
        var wrong = new ArrayList<String>();

        trespassers(route)
                .forEach((who, expected) -> {
                    var answer = answer(route, who.token());
                    if (answer.status() != expected) {
                        wrong.add(who.name() + ": " + answer.status() + " instead of " + expected);
                    } else {
                        assertThat(answer.header("Content-Type"))
                                .isEqualTo("application/problem+json");
                    }
                });

        assertThat(wrong).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("readingRoutes")
    void opensToWhomItIsFor(GuardedRoute route) {
        var exactly = token().scope(route.scope()).serialized();

        assertThat(answer(route, exactly).status()).isIn(200, 204);
        if (route.opensToPayers()) {
            assertThat(answer(route, payer).status()).isIn(200, 204);
        }
    }

    /** The streams are read by other tests: they would not end here. */
    Stream<GuardedRoute> readingRoutes() {
        return routes().filter(it -> it.method().equals("GET") && !it.path().endsWith("/stream"));
    }

    Stream<GuardedRoute> routes() {
        return GuardedRoute.all().stream();
    }

    /** Someone who must not come through. */
    private record Trespasser(String name, String token) {}

    private Map<Trespasser, Integer> trespassers(GuardedRoute route) {
        var all = new LinkedHashMap<Trespasser, Integer>();
        all.put(new Trespasser("nobody", ""), 401);
        all.put(new Trespasser("expired", token().expired().serialized()), 401);
        all.put(new Trespasser("a ticket as a token", ticket), 401);
        all.put(new Trespasser("without scopes", token().scope("").serialized()), 403);
        all.put(new Trespasser("all other scopes", otherScopes(route)), 403);
        if (route.isOfOneThing()) {
            all.put(new Trespasser("another merchant", stranger()), 404);
        }
        if (!route.opensToPayers()) {
            all.put(new Trespasser("its payer", payer), 403);
            all.put(new Trespasser("another payer", otherPayer), 403);
        } else if (route.isOfAPayment()) {
            all.put(new Trespasser("another payer", otherPayer), 404);
        }
        return all;
    }

    private String otherScopes(GuardedRoute route) {
        var others =
                Stream.of(AccessToken.ALL_SCOPES.split(" ", -1))
                        .filter(it -> !it.equals(route.scope()))
                        .collect(Collectors.joining(" "));
        return token().scope(others).serialized();
    }

    private AccessToken token() {
        return world.sandbox().issuer().token(merchant);
    }

    private String stranger() {
        return world.sandbox().issuer().token("a-stranger").serialized();
    }

    private Reply answer(GuardedRoute route, String token) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.put("If-Match", "\"1\"");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        var path = route.path(thing(route));
        var url = world.gateway().resolve(path + QUERIES.getOrDefault(route.toString(), ""));
        return Http.sendAsync(route.method(), url, body(route.toString()), headers)
                // A stream that was opened by mistake would not end.
                .completeOnTimeout(OPENED, 5, TimeUnit.SECONDS)
                .join();
    }

    private String thing(GuardedRoute route) {
        if (route.isOfAWallet()) {
            return wallet;
        }
        return route.isOfAPayment() ? payment.id() : quote;
    }

    private String body(String route) {
        return bodies.getOrDefault(route, "");
    }

    /** Everything of the owner's that one of these requests could have changed. */
    private List<String> state() {
        return Stream.of(
                        payment.path(),
                        payment.path() + "/events",
                        payment.path() + "/transactions",
                        "/v1/payments",
                        "/v1/merchant",
                        "/v1/merchant/wallets",
                        "/v1/events")
                .map(it -> owner.get(it).expect(200).body())
                .toList();
    }

    private Map<String, String> bodies() {
        var order = owner.order("25.00");
        var asset = world.sandbox().token().assetId();
        var payments = "POST /v1/payments";
        var one = payments + "/{id}";
        return Map.ofEntries(
                Map.entry(payments, order),
                Map.entry(one + "/asset", "{\"asset\":\"" + asset + "\"}"),
                Map.entry(one + "/cancel", ""),
                Map.entry(one + "/hints", "{\"transaction\":\"0x" + "1".repeat(64) + "\"}"),
                Map.entry(one + "/payer-token", ""),
                Map.entry(one + "/resolutions", "{\"action\":\"accept\"}"),
                Map.entry(one + "/stream-tickets", ""),
                Map.entry(one + "/transactions", "{\"transaction\":\"0x02c0\"}"),
                Map.entry("POST /v1/quotes", quoteOrder()),
                Map.entry("PUT /v1/merchant", settings()),
                Map.entry("PUT /v1/merchants/{merchant}", settings()),
                Map.entry("POST /v1/merchants/{merchant}/wallets", key(7778)),
                Map.entry("POST /v1/merchant/wallets/{id}/use", ""),
                Map.entry("POST /v1/merchant/wallets", key(7777)));
    }

    private static String key(int account) {
        return "{\"family\":\"eip155\",\"xpub\":\"" + SandboxMerchant.xpub(account) + "\"}";
    }

    private String quoteOrder() {
        return """
        {"price":{"amount":"25.00","currency":"EUR"},"asset":"%s"}\
        """
                .formatted(world.sandbox().token().assetId());
    }

    private String settings() {
        var settings = (ObjectNode) owner.read("/v1/merchant");
        settings.remove("id");
        return settings.toString();
    }
}
