package io.sluice.merchant;

import io.sluice.TestDatabase;
import io.sluice.platform.http.TestHttp;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may do this at all is tested for every route together. */
class ProvisioningTests {

    private final PostgresMerchants merchants =
            new PostgresMerchants(TestDatabase.fresh().database());
    private final WebTestClient operator =
            serving(new ProvisioningController(merchants), "operator");

    @Test
    void setsUpAnotherMerchantAndLeavesItsOwnAlone() {
        operator.put()
                .uri("/v1/merchants/acme")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(MerchantTests.WISHES)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo("acme");

        serving(new MerchantController(merchants), "acme")
                .get()
                .uri("/v1/merchant")
                .exchange()
                .expectBody()
                .json(MerchantTests.WISHES);
        serving(new MerchantController(merchants), "operator")
                .get()
                .uri("/v1/merchant")
                .exchange()
                .expectBody()
                .jsonPath("$.display_name")
                .isEqualTo("operator");
    }

    @Test
    void refusesWhatIsNoNameOfAMerchant() {
        operator.get().uri("/v1/merchants/-acme").exchange().expectStatus().is4xxClientError();
    }

    private static WebTestClient serving(Object controller, String merchant) {
        var caller =
                new Caller.Partner(
                        new MerchantId(merchant), "client", Set.of(), Instant.EPOCH, Instant.MAX);
        return TestHttp.serving(controller, caller);
    }
}
