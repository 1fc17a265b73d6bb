package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ApiDocumentTests {

    private final WebTestClient http;

    ApiDocumentTests() throws IOException {
        var controller = new ApiDocumentController(ApiDocuments.read());
        http =
                WebTestClient.bindToController(controller)
                        .configureClient()
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
                        .build();
    }

    @Test
    void servesTheCommittedDescription() {
        http.get()
                .uri("/docs/api/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/json")
                .expectBody()
                .jsonPath("$.openapi")
                .isEqualTo("3.1.0")
                .jsonPath("$.paths['/v1/payments'].post.security[0].partner[0]")
                .isEqualTo("payments:write");
    }

    @Test
    void servesAPageThatLoadsNothingFromElsewhere() {
        http.get()
                .uri("/docs/api")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        it -> assertThat(it).contains("script-src 'self'"))
                .expectBody(String.class)
                .value(it -> assertThat(it).doesNotContain("http:", "https:", "<script>"));
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css, text/css",
        "swagger-ui-bundle.js, text/javascript",
        "start.js, text/javascript"
    })
    void servesWhatThePageNeeds(String name, String type) {
        http.get()
                .uri("/docs/api/" + name)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(type)
                .expectBody(String.class)
                .value(it -> assertThat(it).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "..%2fapplication.yaml", "swagger-ui.js.map"})
    void servesNothingElse(String name) {
        http.get().uri(URI.create("/docs/api/" + name)).exchange().expectStatus().isNotFound();
    }
}
