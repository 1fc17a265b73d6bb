package io.sluice.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.merchant.Access;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = DocumentedApi.class,
        properties = {
            "spring.config.location=optional:classpath:/",
            "spring.main.web-application-type=reactive",
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.override-with-generic-response=false",
            "springdoc.default-produces-media-type=application/json"
        })
class OpenApiTests {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi.json");
    private static final String WRITE = "sluice.openapi.write";

    private static final JsonMapper SORTED =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private final WebTestClient http;

    @Autowired
    OpenApiTests(ApplicationContext context) {
        http =
                WebTestClient.bindToApplicationContext(context)
                        .configureClient()
                        .responseTimeout(Duration.ofMinutes(1))
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                        .build();
    }

    @Test
    void isCommittedAsTheControllersSayIt() throws IOException {
        var generated = generated();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(COMMITTED, generated);
        }

        var committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";

        assertThat(committed.equals(generated))
                .as(
                        "%s is not what the controllers say. If the change is meant, run"
                                + " mvn test -Dtest=OpenApiTests -D%s=true and commit the file."
                                + " First difference: %s",
                        COMMITTED, WRITE, firstDifference(committed, generated))
                .isTrue();
    }

    @Test
    void namesTheScopeOfEveryRoute() {
        var document = read(generated());

        var described =
                operations(document)
                        .filter(it -> it.has("security"))
                        .map(it -> it.at("/security/0/partner/0").asString())
                        .collect(Collectors.toSet());

        assertThat(described).isNotEmpty().isEqualTo(declaredScopes());
    }

    @Test
    void documentsRefusalsOfEveryRoute() {
        var document = read(generated());

        assertThat(operations(document))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.path("summary").asString("")).isNotBlank();
                    assertThat(it.at("/responses/503/$ref").asString(""))
                            .isEqualTo("#/components/responses/Problem503");
                });
        assertThat(document.at("/components/responses/Problem400/content").propertyNames())
                .containsExactly("application/problem+json");
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames())
                .contains("type", "code", "request_id", "retryable", "errors");
    }

    @Test
    void givesEveryOperationANameOfItsOwn() {
        var names =
                operations(read(generated())).map(it -> it.path("operationId").asString()).toList();

        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void writesNamesAsTheApiDoes() {
        var schemas = read(generated()).at("/components/schemas");

        assertThat(schemas.propertyStream().flatMap(it -> names(it.getValue())))
                .isNotEmpty()
                .allMatch(it -> it.matches("[a-z0-9_]+"));
    }

    private static Stream<String> names(JsonNode schema) {
        return schema.path("properties").propertyNames().stream();
    }

    private static Set<String> declaredScopes() {
        return Routes.controllers().stream()
                .filter(it -> !it.isAnnotationPresent(Hidden.class))
                .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
                .map(it -> it.getAnnotation(Access.class))
                .filter(Objects::nonNull)
                .map(Access::scope)
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> operations(JsonNode document) {
        return document.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private String generated() {
        var answer =
                http.get()
                        .uri("/v3/api-docs")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody();
        var tree = SORTED.readValue(answer, Object.class);
        return SORTED.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
    }

    private static JsonNode read(String json) {
        return SORTED.readTree(json);
    }

    private static String firstDifference(String committed, String generated) {
        var before = committed.lines().toList();
        var now = generated.lines().toList();
        for (var at = 0; at < now.size(); at++) {
            if (at >= before.size() || !before.get(at).equals(now.get(at))) {
                return "line %d should be %s".formatted(at + 1, now.get(at).strip());
            }
        }
        return "lines after " + now.size() + " should not be there";
    }
}
