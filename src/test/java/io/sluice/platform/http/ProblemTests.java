package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.http.MediaType.IMAGE_PNG;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ProblemTests {

    /** Whatever else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    final WebTestClient http =
            TestHttp.serving(
                    new Things(),
                    "nobody",
                    failure ->
                            failure instanceof Taken
                                    ? Optional.of(
                                            Problem.of(CONFLICT, "taken", "It is taken")
                                                    .retryAfter(Duration.ofMillis(1200)))
                                    : Optional.empty());

    @Test
    void saysWhatAModuleSaysOfItsFailures() {
        http.get()
                .uri("/taken")
                .header("X-Request-Id", "theirs")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentType(APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "2")
                .expectHeader()
                .value("X-Request-Id", it -> assertThat(it).startsWith("req_"))
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/taken")
                .jsonPath("$.title")
                .isEqualTo("Conflict")
                .jsonPath("$.status")
                .isEqualTo(409)
                .jsonPath("$.detail")
                .isEqualTo("It is taken")
                .jsonPath("$.code")
                .isEqualTo("taken")
                .jsonPath("$.retryable")
                .isEqualTo(true)
                .jsonPath("$.request_id")
                .value(String.class, it -> assertThat(it).matches("req_[0-9a-f]{24}"))
                .jsonPath("$.errors")
                .isEmpty();
    }

    @Test
    void tellsNothingOfWhatBrokeInside() {
        http.get()
                .uri("/broken")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectBody(String.class)
                .value(body ->
                        assertThat(body)
                                .contains("internal-error")
                                .doesNotContain("secret", "10.0.0.7", "Exception"));
    }

    @Test
    void saysProblemsOfTheProtocolTheSameWay() {
        refused(http.get().uri("/nowhere").exchange(), 404, "not-found");
        refused(http.get().uri("/things").exchange(), 405, "method-not-allowed");
        refused(http.get().uri("/taken/json").accept(IMAGE_PNG).exchange(), 406, "not-acceptable");
        refused(post(TEXT_PLAIN, "{}"), 415, "unsupported-media-type");
        refused(post(APPLICATION_JSON, ""), 400, "invalid-json");
        refused(http.get().uri("/limited").exchange(), 400, "invalid-request");
        refused(http.get().uri("/limited?limit=many").exchange(), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&reference=%00", "limit=1&a=b%0Ac", "limit=1&%7F=1"})
    void takesNoControlCharacterInAQuery(String query) {
        refused(http.get().uri(URI.create("/limited?" + query)).exchange(), 400, "invalid-request");
    }

    @Test
    void takesAnyOtherTextInAQuery() {
        http.get()
                .uri(URI.create("/limited?limit=1&reference=%C3%A9%20+%25&flag"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsTheHeadersThatBelongToARefusal() {
        http.get().uri("/things").exchange().expectHeader().valueEquals("Allow", "POST");
    }

    @Test
    void takesNoBodyLargerThan64Kilobytes() {
        var large = "{\"name\":\"" + "x".repeat(70_000) + "\"}";

        refused(post(APPLICATION_JSON, large), 413, "content-too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"nmae\":\"a\"} | /nmae | is not a known field",
                "{\"name\":5} | /name | must be a string",
                "{\"name\":true} | /name | must be a string",
                "{\"name\":1e1000000000} | /name | must be a string",
                "{\"name\":\"a\",\"count\":1e1000000000} | /count | must be a number in range",
                "{\"name\":\"a\",\"count\":1.9} | /count | must be a number in range",
                "{\"name\":\"a\",\"count\":\"1\"} | /count | must be a number in range",
                "{\"name\":\"a\",\"parts\":{}} | /parts | must be an array",
                "{\"name\":\"a\",\"parts\":[{\"unitPrice\":\"1\"}]} | /parts/0/unitPrice | is not a known field",
                "{\"name\":\"a\",\"parts\":[{\"unit_price\":\"12345\"}]} | /parts/0/unit_price | size must be between 0 and 3",
                "{\"name\":\"\"} | /name | size must be between 1 and 9",
                "{\"name\":\"a\",\"colour\":\"mauve\"} | /colour | must be red or blue"
            })
    void pointsAtTheFieldThatIsWrong(String body, String pointer, String detail) {
        post(APPLICATION_JSON, body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-request")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer)
                .jsonPath("$.errors[0].detail")
                .isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"} {}",
                "{\"name\":\"\\u0000\"}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"name\":\"\\ud800x\"}",
                "{\"name\":NaN}",
                "{\"count\":Infinity}",
                "{\"count\":99999999999}",
                "{\"count\":+1}",
                "{\"count\":01}",
                "{\"count\":.5}",
                "{'name':\"a\"}",
                "{name:\"a\"}",
                "{\"name\":\"a\",}",
                "{\"name\":\"a\"}x",
                "{\"name\":\"a\"}null",
                "{\"name\":\"a\"/**/}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x41\"}",
                "\ufeff{\"name\":\"a\"}",
                "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
                "null"
            })
    void takesOnlyJsonThatMeansOneThing(String body) {
        refused(post(APPLICATION_JSON, body), 400, "invalid-json");
    }

    @Test
    void takesNoMalformedUtf8() {
        var body = new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, '"', '}'};

        refused(
                http.post().uri("/things").contentType(APPLICATION_JSON).bodyValue(body).exchange(),
                400,
                "invalid-json");
    }

    @Test
    void takesJsonOnlyWithinItsLimits() {
        for (var tooMuch :
                List.of(
                        "{\"name\":\"%s\"}".formatted("x".repeat(17_000)),
                        "{\"%s\":1}".formatted("x".repeat(300)),
                        "{\"count\":%s}".formatted("9".repeat(101)),
                        "{\"parts\":[%s{}]}".formatted("{},".repeat(9_000)),
                        "{\"other\":" + "[".repeat(16) + "]".repeat(16) + "}")) {
            refused(post(APPLICATION_JSON, tooMuch), 400, "invalid-json");
        }
        refused(
                post(APPLICATION_JSON, "{\"other\":" + "[".repeat(15) + "]".repeat(15) + "}"),
                400,
                "invalid-request");
    }

    @Test
    void takesWhatIsWellFormed() {
        post(
                        APPLICATION_JSON,
                        "{\"name\":\"\\ud83d\\ude00 \\\\u0\",\"count\":2,\"colour\":\"red\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("😀 \\u0");
    }

    @Test
    void refusesAHugeNumberInNoTime() {
        post(APPLICATION_JSON, "{\"name\":1e9}").expectStatus().isBadRequest();

        var start = CPU.getCurrentThreadCpuTime();
        assertThatThrownBy(
                () -> ApiJson.mapper().readValue("{\"count\":99999999999}", Thing.class));

        assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start))
                .isLessThan(Duration.ofMillis(100));
    }

    private ResponseSpec post(MediaType type, String body) {
        return http.post().uri("/things").contentType(type).bodyValue(body).exchange();
    }

    private static void refused(ResponseSpec answer, int status, String code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("\"code\":\"" + code + "\""));
    }

    record Part(@Size(max = 3) String unitPrice) {}

    record Colour(@JsonValue String name) {
        Colour {
            if (!name.equals("red") && !name.equals("blue")) {
                throw new IllegalArgumentException("must be red or blue");
            }
        }
    }

    record Thing(
            @Size(min = 1, max = 9) String name,
            Integer count,
            List<@Valid Part> parts,
            Colour colour) {}

    static final class Taken extends RuntimeException {}

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Things {

        @PostMapping("/things")
        Mono<Map<String, String>> create(@Valid @RequestBody Thing thing) {
            return Mono.just(Map.of("name", thing.name()));
        }

        @GetMapping("/taken")
        Mono<String> taken() {
            return Mono.error(new Taken());
        }

        @GetMapping(path = "/taken/json", produces = "application/json")
        Mono<Map<String, String>> json() {
            return Mono.just(Map.of());
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("secret at 10.0.0.7"));
        }

        @GetMapping("/limited")
        Mono<String> limited(@RequestParam int limit) {
            return Mono.just("" + limit);
        }
    }
}
