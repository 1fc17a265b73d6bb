package io.sluice.payment.api;

import static io.sluice.payment.api.ApiWorld.PARTNER;
import static io.sluice.payment.api.ApiWorld.payer;

import io.sluice.merchant.Caller;
import io.sluice.payment.PaymentView;
import io.sluice.payment.derivation.World;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Asking over HTTP why a payment still waits. */
class ProgressRouteTests {

    private final ApiWorld world = new ApiWorld();

    @Test
    void tellsMerchantAndPayerWhyAProcessingPaymentWaits() {
        var payment = world.ledger.processing();

        for (var caller : new Caller[] {PARTNER, payer(payment.id())}) {
            progress(caller, payment)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist("ETag")
                    .expectBody()
                    .json(
                            """
                            {"confirmations": 2, "required": 3, "waits_for": "blocks",
                             "blocks_left": 1, "estimated_at": "2026-03-01T12:00:12Z"}
                            """);
        }
    }

    @Test
    void hasNothingToTellOfAPaymentThatDoesNotWaitForBlocks() {
        var payment = world.ledger.open(World.USDC);

        progress(PARTNER, payment).expectStatus().isNoContent().expectBody().isEmpty();
    }

    @Test
    void hidesPaymentsOfOthers() {
        var payment = world.ledger.processing();
        var other = world.ledger.open(World.USDC);

        progress(payer(other.id()), payment).expectStatus().isNotFound();
    }

    private ResponseSpec progress(Caller caller, PaymentView payment) {
        return world.progress(caller)
                .get()
                .uri("/v1/payments/" + payment.id() + "/progress")
                .exchange();
    }
}
