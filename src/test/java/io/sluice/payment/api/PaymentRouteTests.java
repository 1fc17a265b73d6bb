package io.sluice.payment.api;

import static io.sluice.payment.api.ApiWorld.PARTNER;
import static io.sluice.payment.api.ApiWorld.payer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.derivation.World;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Reading, choosing, canceling and paying over HTTP. */
class PaymentRouteTests {

    private static final Caller RIVAL =
            new Caller.Partner(
                    new MerchantId("rival"), "backend", Set.of(), World.OPENED, World.AFTER);

    private final ApiWorld world = new ApiWorld();

    @Test
    void showsTheMerchantEverythingAndThePayerWhatIsTheirs() {
        var id = world.ledger.open(World.USDC).id();

        get(world.payments(PARTNER), "/v1/payments/" + id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectHeader()
                .contentType(APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.reference")
                .isEqualTo("order-1")
                .jsonPath("$.metadata.cart")
                .isEqualTo("88");
        get(world.payments(payer(id)), "/v1/payments/" + id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.address")
                .isNotEmpty()
                .jsonPath("$.reference")
                .doesNotExist()
                .jsonPath("$.metadata")
                .doesNotExist()
                .jsonPath("$.policy")
                .doesNotExist()
                .jsonPath("$.amounts.due.units")
                .isEqualTo("100000000")
                .jsonPath("$.amounts.need")
                .doesNotExist();
    }

    @Test
    void knowsNoPaymentOfAnotherMerchantOrPayerOnAnyRoute() {
        var id = world.ledger.open(World.USDC).id();
        var other = world.ledger.open(World.USDC).id();

        for (var stranger : new Caller[] {RIVAL, payer(other)}) {
            hidden(get(world.payments(stranger), "/v1/payments/" + id));
            hidden(get(world.instructions(stranger), "/v1/payments/" + id + "/instructions"));
            hidden(post(world.actions(stranger), "/v1/payments/" + id + "/cancel", "{}"));
            hidden(choose(stranger, id, World.ETH.id()));
            hidden(post(world.tokens(stranger), "/v1/payments/" + id + "/payer-token", "{}"));
        }
        hidden(get(world.payments(PARTNER), "/v1/payments/nonsense"));
        assertThat(world.ledger.view(id).version()).isEqualTo(1);
    }

    @Test
    void letsThePayerChooseAndCancel() {
        var id = world.ledger.open(null).id();

        choose(payer(id), id, World.ETH.id())
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("awaiting_payment")
                .jsonPath("$.reference")
                .doesNotExist();
        post(world.actions(payer(id)), "/v1/payments/" + id + "/cancel", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("canceled");
    }

    @Test
    void saysWhyAnAssetCannotBeChosen() {
        var id = world.ledger.open(null).id();

        choose(PARTNER, id, "eip155:1/slip44:3")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/asset-not-offered")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/asset");
        post(world.actions(PARTNER), "/v1/payments/" + id + "/asset", "{}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/asset");
    }

    @Test
    void saysHowToPayOnlyWhileSomebodyShould() {
        var unchosen = world.ledger.open(null).id();
        var payment = world.ledger.open(World.USDC);
        var route = "/v1/payments/" + payment.id() + "/instructions";

        get(world.instructions(payer(payment.id())), route)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.address")
                .isEqualTo(String.valueOf(payment.address()))
                .jsonPath("$.amount.units")
                .isEqualTo("100000000")
                .jsonPath("$.uri")
                .value(String.class, it -> assertThat(it).endsWith("?units=100000000"))
                .jsonPath("$.transaction.chain_id")
                .isEqualTo("0x7a69")
                .jsonPath("$.qr")
                .value(String.class, it -> assertThat(it).startsWith("<svg"));
        post(world.actions(PARTNER), "/v1/payments/" + payment.id() + "/cancel", "{}")
                .expectStatus()
                .isOk();
        get(world.instructions(PARTNER), route).expectStatus().isEqualTo(409);
        get(world.instructions(PARTNER), "/v1/payments/" + unchosen + "/instructions")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/nothing-chosen");
    }

    @Test
    void saysToNobodyToPayOncePastTheDeadlineThoughNothingWasDerivedSince() {
        var payment = world.ledger.open(World.USDC);
        var route = "/v1/payments/" + payment.id() + "/instructions";

        world.ledger.clock.at(World.DEADLINE);
        get(world.instructions(PARTNER), route).expectStatus().isOk();
        world.ledger.clock.at(World.DEADLINE.plusMillis(1));
        get(world.instructions(PARTNER), route)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/payment-not-open");
    }

    @Test
    void saysToNobodyToPayWithAnAssetThatIsListedNoMore() {
        var payment = world.ledger.open(World.USDC);
        var route = "/v1/payments/" + payment.id() + "/instructions";

        world.ledger.chains.delist(World.USDC);

        get(world.instructions(PARTNER), route)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/payment-not-open");
    }

    @Test
    void asksToTryAgainSoonWhenTheChainIsNotReadYet() {
        var id = world.ledger.open(null).id();
        world.ledger.chains.sayNothing();

        choose(payer(id), id, World.USDC.id())
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/chain-not-ready");
        world.ledger.chains.say(World.view(0, World.OPENED, -1));
        choose(payer(id), id, World.USDC.id()).expectStatus().isOk();
    }

    @Test
    void listsPaymentsInAnAssetHoweverItIsSpelled() {
        var opened = world.ledger.open(World.USDC).id();
        assertThat(world.ledger.open(World.ETH).version()).isEqualTo(1);

        var spelled = World.USDC.id().toLowerCase(Locale.ROOT);
        get(world.lists(PARTNER), "/v1/payments?asset=" + spelled)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.length()")
                .isEqualTo(1)
                .jsonPath("$.data[0].id")
                .isEqualTo(opened);
    }

    @Test
    void givesThePayerATokenThatOutlivesThePayment() {
        var id = world.ledger.open(World.USDC).id();
        var route = "/v1/payments/" + id + "/payer-token";

        post(world.tokens(PARTNER), route, "{}")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.token")
                .isEqualTo("token for shop's " + id)
                .jsonPath("$.expires_at")
                .isEqualTo("2026-03-02T12:15:00Z");
        world.ledger.clock.at(World.DEADLINE.plusSeconds(86_400));
        post(world.tokens(PARTNER), route, "{}").expectStatus().isEqualTo(409);
    }

    @Test
    void listsInPagesAndLinksToTheNext() {
        for (var count = 0; count < 3; count++) {
            assertThat(world.ledger.open(null).version()).isEqualTo(1);
        }
        var lists = world.lists(PARTNER);

        get(lists, "/v1/payments?limit=2&status=created")
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Link", it -> assertThat(it).contains("rel=\"next\"", "cursor=", "limit=2"))
                .expectBody()
                .jsonPath("$.data.length()")
                .isEqualTo(2)
                .jsonPath("$.has_more")
                .isEqualTo(true)
                .jsonPath("$.next_cursor")
                .isNotEmpty();
        get(lists, "/v1/payments?limit=201").expectStatus().isBadRequest();
        get(lists, "/v1/payments?status=paid").expectStatus().isBadRequest();
        get(lists, "/v1/payments?cursor=nonsense").expectStatus().isBadRequest();
        get(lists, "/v1/payments?created_after=yesterday").expectStatus().isBadRequest();
        get(lists, "/v1/payments?created_after=%2B1000000000-12-31T23:59:59Z")
                .expectStatus()
                .isBadRequest();
    }

    private static void hidden(ResponseSpec answer) {
        answer.expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/payment-not-found");
    }

    private ResponseSpec choose(Caller caller, String id, String asset) {
        var body = "{\"asset\": \"%s\"}".formatted(asset);
        return post(world.actions(caller), "/v1/payments/" + id + "/asset", body);
    }

    private static ResponseSpec get(WebTestClient http, String uri) {
        return http.get().uri(uri).exchange();
    }

    private static ResponseSpec post(WebTestClient http, String uri, String body) {
        return http.post()
                .uri(uri)
                .header("Idempotency-Key", "key" + body.hashCode())
                .contentType(APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
