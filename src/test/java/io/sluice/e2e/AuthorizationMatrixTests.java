package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.AccessToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the API against everyone who must not come through, each with a request that its
 * owner may make: a new route is refused to all of them, or fails here.
 */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTests {

    private final World world;
    private final Partner owner;
    private final String merchant;
    private final Payment payment;
    private final String payer;
    private final Payment other;
    private final String otherPayer;
    private final String ticket;
    private final String quote;
    private final String wallet;
    private final String provisioned;
    private final GuardedRequests requests;

    /** A merchant whose every request is let through: it changes nothing of the owner's. */
    private final Partner neighbour;

    AuthorizationMatrixTests(World world) {
        this.world = world;
        this.owner = world.newPartner();
        this.merchant = owner.read("/v1/merchant").get("id").asString();
        this.payment = owner.open("25.00");
        this.payer = payment.payerToken();
        this.other = owner.open("26.00");
        this.otherPayer = other.payerToken();
        this.ticket = ticketOf(payment);
        this.requests = new GuardedRequests(world, owner);
        this.quote = made(owner, "/v1/quotes", requests.quoteOrder());
        this.wallet = walletOf(owner);
        this.provisioned =
                made(operator(), "/v1/merchants/provisioned/wallets", GuardedRequests.key(7779));
        this.neighbour = world.newPartner();
    }

    @Test
    void knowsARequestForEveryRouteThatTakesABody() {
        var known =
                GuardedRoute.all().stream()
                        .filter(it -> !it.method().equals("GET"))
                        .map(GuardedRoute::toString)
                        .collect(Collectors.toSet());

        assertThat(requests.known()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void isClosedSaveForWhatAnybodyMayRead() {
        assertThat(GuardedRoute.unguarded())
                .containsExactlyInAnyOrder(
                        "GET /.well-known/jwks.json", "GET /.well-known/oauth-protected-resource");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isClosedToEveryoneElse(GuardedRoute route) {
        var before = state();
        var wrong = new ArrayList<String>();

        trespassers(route)
                .forEach((who, expected) -> {
                    var answer = requests.send(route, thing(route), who.token(), who.ticket());
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

        assertThat(answer(route, thing(route), exactly)).isIn(200, 204);
        if (route.opensToPayers()) {
            assertThat(answer(route, thing(route), payer)).isIn(200, 204);
        }
    }

    /** What it comes to depends on the thing; that it is there, and theirs, is never denied. */
    @ParameterizedTest
    @MethodSource("changingRoutes")
    void letsThroughWhoeverOwnsTheThing(GuardedRoute route) {
        var theirs = neighbour.open("25.00");
        var thing =
                route.isOfAPayment()
                        ? theirs.id()
                        : route.isProvisioning() ? provisioned : walletOf(neighbour);
        var id = neighbour.read("/v1/merchant").get("id").asString();
        var exactly = world.sandbox().issuer().token(id).scope(route.scope()).serialized();

        assertThat(answer(route, thing, exactly)).isNotIn(401, 403, 404);
        if (route.opensToPayers()) {
            assertThat(answer(route, thing, theirs.payerToken())).isNotIn(401, 403, 404);
        }
    }

    Stream<GuardedRoute> changingRoutes() {
        return routes().filter(it -> !it.method().equals("GET") && it.path().contains("{id}"));
    }

    /** The streams are read by other tests: they would not end here. */
    Stream<GuardedRoute> readingRoutes() {
        return routes().filter(it -> it.method().equals("GET") && !it.path().endsWith("/stream"));
    }

    Stream<GuardedRoute> routes() {
        return GuardedRoute.all().stream();
    }

    /** Someone who must not come through. */
    private record Trespasser(String name, String token, String ticket) {

        Trespasser(String name, String token) {
            this(name, token, "");
        }
    }

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
        if (route.opens().contains("ticket")) {
            all.put(new Trespasser("a ticket of another payment", "", ticketOf(other)), 401);
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

    private int answer(GuardedRoute route, String thing, String token) {
        return requests.send(route, thing, token, "").status();
    }

    private String ticketOf(Payment it) {
        var answer = owner.post(it.path() + "/stream-tickets", "").expect(201);
        return answer.json().get("ticket").asString();
    }

    private Partner operator() {
        var token = world.sandbox().issuer().token("operator").scope("merchant:provision");
        return new Partner(world.gateway(), world.sandbox().token(), token.serialized());
    }

    private static String made(Partner by, String path, String body) {
        return by.post(path, body).expect(201).json().get("id").asString();
    }

    private static String walletOf(Partner partner) {
        return partner.read("/v1/merchant/wallets").at("/wallets/0/id").asString();
    }

    private String thing(GuardedRoute route) {
        if (route.isProvisioning()) {
            return provisioned;
        }
        if (route.isOfAWallet()) {
            return wallet;
        }
        return route.isOfAPayment() ? payment.id() : quote;
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
}
