package io.sluice.payment.api;

import static io.sluice.payment.api.ApiWorld.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.sluice.merchant.Caller;
import io.sluice.merchant.MerchantId;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Deciding about payments over HTTP. */
class ResolutionRouteTests {

    private static final String DISMISS =
            """
            {"action":"dismiss","note":"sent back, 0x5f"}\
            """;
    private static final Caller RIVAL =
            new Caller.Partner(
                    new MerchantId("rival"), "backend", Set.of(), World.OPENED, World.AFTER);

    private final ApiWorld world = new ApiWorld();

    @Test
    void dismissesOnceHoweverOftenItIsAsked() {
        var payment = world.ledger.underpaid();
        var key = UUID.randomUUID().toString();

        var first = resolve(PARTNER, payment, tag(payment), key, DISMISS);
        var again = resolve(PARTNER, payment, tag(payment), key, DISMISS);

        first.expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"%d\"".formatted(payment.version() + 1))
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("failed")
                .jsonPath("$.resolutions[0].action")
                .isEqualTo("dismiss")
                .jsonPath("$.resolutions[0].note")
                .isEqualTo("sent back, 0x5f");
        again.expectStatus().isOk().expectHeader().valueEquals("Idempotency-Replayed", "true");
        assertThat(world.ledger.view(payment.id()).version()).isEqualTo(payment.version() + 1);
    }

    @Test
    void acceptsWithoutANote() {
        var payment = world.ledger.underpaid();

        resolve(PARTNER, payment, tag(payment), "{\"action\":\"accept\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("confirmed")
                .jsonPath("$.amounts.need.units")
                .isEqualTo("40000000")
                .jsonPath("$.resolutions[0].need.units")
                .isEqualTo("40000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -          | {"action":"accept"}                  | 428 | if-match-required
                    *          | {"action":"accept"}                  | 428 | if-match-required
                    3          | {"action":"accept"}                  | 400 | invalid-request
                    "1"        | {"action":"accept"}                  | 412 | version-moved
                    W/"3"      | {"action":"accept"}                  | 412 | version-moved
                    "x", "1"   | {"action":"accept"}                  | 412 | version-moved
                    "3"        | {}                                   | 400 | invalid-request
                    "3"        | {"action":"refund"}                  | 400 | invalid-request
                    "3"        | {"action":"dismiss"}                 | 400 | invalid-request
                    "3"        | {"action":"dismiss","note":" "}      | 400 | invalid-request
                    "3"        | {"action":"accept","need":"1"}       | 400 | invalid-request
                    """)
    void refusesWhatIsWrongAndChangesNothing(String seen, String body, int status, String code) {
        var payment = world.ledger.underpaid();

        resolve(PARTNER, payment, seen, body)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);

        assertThat(world.ledger.view(payment.id())).isEqualTo(payment);
    }

    @Test
    void refusesTheSameKeyForAnotherVersion() {
        var payment = world.ledger.underpaid();
        var key = UUID.randomUUID().toString();
        resolve(PARTNER, payment, tag(payment), key, DISMISS).expectStatus().isOk();

        resolve(PARTNER, payment, "\"4\"", key, DISMISS)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void takesOneOfTwoDecisionsAtOnce() {
        var payment = world.ledger.underpaid();

        var answers =
                Stream.of(DISMISS, "{\"action\":\"accept\"}")
                        .parallel()
                        .map(it -> resolve(PARTNER, payment, tag(payment), it))
                        .map(it -> it.returnResult(byte[].class).getStatus().value())
                        .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 412);
        assertThat(world.ledger.view(payment.id()).resolutions()).hasSize(1);
    }

    @Test
    void needsAPaymentThatWaitsForADecision() {
        var payment = world.ledger.open(World.USDC);

        resolve(PARTNER, payment, tag(payment), DISMISS)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("payment-not-resolvable");
    }

    @Test
    void hidesPaymentsOfOthers() {
        var payment = world.ledger.underpaid();

        resolve(RIVAL, payment, tag(payment), DISMISS).expectStatus().isNotFound();

        assertThat(world.ledger.view(payment.id())).isEqualTo(payment);
    }

    @Test
    void keepsFromPayersWhatWasDecided() {
        var payment = world.ledger.underpaid();
        resolve(PARTNER, payment, tag(payment), DISMISS).expectStatus().isOk();

        world.payments(ApiWorld.payer(payment.id()))
                .get()
                .uri("/v1/payments/" + payment.id())
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("failed")
                .jsonPath("$.resolutions")
                .doesNotExist();
    }

    private ResponseSpec resolve(Caller caller, PaymentView payment, String seen, String body) {
        return resolve(caller, payment, seen, UUID.randomUUID().toString(), body);
    }

    private ResponseSpec resolve(
            Caller caller, PaymentView payment, String seen, String key, String body) {
        return world.resolutions(caller)
                .post()
                .uri("/v1/payments/" + payment.id() + "/resolutions")
                .contentType(APPLICATION_JSON)
                .header("Idempotency-Key", key)
                .headers(it -> {
                    if (seen != null) {
                        it.set("If-Match", seen);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private static String tag(PaymentView payment) {
        return "\"%d\"".formatted(payment.version());
    }
}
