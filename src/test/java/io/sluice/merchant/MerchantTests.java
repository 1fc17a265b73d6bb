package io.sluice.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.TestDatabase;
import io.sluice.platform.http.TestHttp;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MerchantTests {

    static final String WISHES =
            """
            {"display_name": "Acme", "late": "accept_if_covered", "max_lateness": "PT48H",
             "choose_within": "PT1H", "pay_within": "PT20M",
             "tolerance": {"absolute": "0.10", "percent": "1", "cap": "2.00", "currency": "USD"}}
            """;

    final PostgresMerchants merchants = new PostgresMerchants(TestDatabase.fresh().database());
    final WebTestClient http = serving("acme");

    @Test
    void hasSensibleWishesForWhoHasNone() {
        http.get()
                .uri("/v1/merchant")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"id": "acme", "display_name": "acme", "late": "hold",
                         "max_lateness": "PT24H", "choose_within": "PT30M", "pay_within": "PT15M",
                         "tolerance": {"absolute": "0.05", "percent": "0.5", "cap": "1.00",
                                       "currency": "EUR"}}
                        """);
    }

    @Test
    void remembersWhatAMerchantWants() {
        put(WISHES).expectStatus().isOk();
        put(WISHES.replace("Acme", "Acme 2")).expectStatus().isOk();

        http.get()
                .uri("/v1/merchant")
                .exchange()
                .expectBody()
                .json(WISHES.replace("Acme", "Acme 2"))
                .jsonPath("$.id")
                .isEqualTo("acme");
    }

    @Test
    void remembersFromWhichTotalsOnAMerchantWantsToBeSurer() {
        var limits =
                """
                {"small_below": "20", "normal_below": "500.50", "currency": "USD"}\
                """;
        var wishes = WISHES.replaceFirst("}\\s*$", ", \"confirmation\": " + limits + "}");

        put(wishes).expectStatus().isOk().expectBody().json(wishes);
        http.get().uri("/v1/merchant").exchange().expectBody().json(wishes);

        put(WISHES).expectStatus().isOk().expectBody().jsonPath("$.confirmation").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/confirmation/normal_below, 20, 19, EUR",
        "/confirmation/currency, 20, 30, ABC",
        "/confirmation/small_below, -1, 30, EUR"
    })
    void refusesLimitsThatMakeNoSense(String pointer, String small, String normal, String in) {
        var limits =
                """
                , "confirmation": {"small_below": "%s", "normal_below": "%s", "currency": "%s"}}
                """
                        .formatted(small, normal, in);

        put(WISHES.replaceFirst("}\\s*$", limits))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void keepsMerchantsApart() {
        put(WISHES).expectStatus().isOk();

        serving("other")
                .get()
                .uri("/v1/merchant")
                .exchange()
                .expectBody()
                .jsonPath("$.display_name")
                .isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/display_name | ''",
                "/display_name | 'a\nb'",
                "/display_name |",
                "/late | maybe",
                "/late |",
                "/max_lateness | PT721H",
                "/max_lateness | -PT1H",
                "/choose_within | PT1S",
                "/choose_within | P",
                "/pay_within | PT25H",
                "/pay_within | 15 minutes",
                "/pay_within | PT",
                "/tolerance |",
                "/tolerance/absolute | -1",
                "/tolerance/absolute | 1e9",
                "/tolerance/percent | 51",
                "/tolerance/cap |",
                "/tolerance/currency | XYZ",
                "/tolerance/currency | XXX",
                "/tolerance/currency | XAU",
                "/tolerance/currency | eur"
            })
    void pointsAtAFieldThatIsWrongAndChangesNothing(String pointer, String value) {
        put(with(pointer, value))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);

        merchants
                .find(new MerchantId("acme"))
                .map(Merchant::displayName)
                .as(StepVerifier::create)
                .expectNext("acme")
                .verifyComplete();
    }

    private static String with(String pointer, String value) {
        var wishes = JsonMapper.shared().readTree(WISHES);
        var last = pointer.lastIndexOf('/');
        JsonNode parent = wishes.at(pointer.substring(0, last));
        assertThat(parent).isInstanceOf(ObjectNode.class);
        ((ObjectNode) parent).put(pointer.substring(last + 1), value);
        return wishes.toString();
    }

    private ResponseSpec put(String body) {
        return http.put()
                .uri("/v1/merchant")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient serving(String merchant) {
        var id = new MerchantId(merchant);
        var caller = new Caller.Partner(id, merchant, Set.of(), Instant.EPOCH, Instant.EPOCH);
        return TestHttp.serving(new MerchantController(merchants), caller);
    }
}
