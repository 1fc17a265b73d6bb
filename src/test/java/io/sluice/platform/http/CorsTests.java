package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks a real server what a page of another origin may do. */
@TestInstance(Lifecycle.PER_CLASS)
class CorsTests {

    static final String SHOP = "https://shop.example";
    static final String PREFLIGHT = "Access-Control-Request-Method";

    final HttpClient client = HttpClient.newHttpClient();
    final ConfigurableApplicationContext server =
            LiveServer.start(
                    new Routes(),
                    "--test.management=0",
                    "--springdoc.api-docs.enabled=false",
                    "--sluice.http.cors.origins=" + SHOP + ",http://localhost:3000");

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void tellsAPageWhatItMaySendAndRead() throws Exception {
        var preflight = ask("OPTIONS", "/v1/things/1", "Origin", SHOP, PREFLIGHT, "POST");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.body()).isEmpty();
        assertThat(said(preflight, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(said(preflight, "Access-Control-Allow-Methods").split(", "))
                .contains("GET", "POST", "PUT");
        assertThat(said(preflight, "Access-Control-Allow-Headers").split(", "))
                .contains("Authorization", "Idempotency-Key", "If-Match", "Content-Type")
                .contains("Last-Event-ID", "traceparent");
        assertThat(said(preflight, "Vary")).isEqualTo("Origin");

        var answer = ask("GET", "/v1/things/1", "Origin", SHOP);
        assertThat(answer.body()).isEqualTo("1");
        assertThat(said(answer, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(said(answer, "Access-Control-Expose-Headers").split(", "))
                .contains("ETag", "Location", "Retry-After", "X-Request-Id", "RateLimit");
        assertThat(said(answer, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(said(answer, "Vary")).isEqualTo("Origin");
    }

    @Test
    void letsAPageReadProblems() throws Exception {
        for (var path : List.of("/v1/nowhere", "/v1/broken", "/v1/things/1?a=%00")) {
            var answer = ask("GET", path, "Origin", SHOP);

            assertThat(said(answer, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(said(answer, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        }
    }

    @Test
    void tellsAPageThatIsNotListedNothing() throws Exception {
        for (var origin : List.of("https://evil.example", "null", SHOP + ".evil.example", "")) {
            var preflight = ask("OPTIONS", "/v1/things/1", "Origin", origin, PREFLIGHT, "GET");
            var answer = ask("GET", "/v1/things/1", "Origin", origin);

            assertThat(preflight.statusCode()).isEqualTo(403);
            assertThat(preflight.body()).contains("origin-not-allowed");
            assertThat(preflight.headers().map().keySet()).noneMatch(CorsTests::isCors);
            assertThat(answer.body()).isEqualTo("1");
            assertThat(answer.headers().map().keySet()).noneMatch(CorsTests::isCors);
            assertThat(said(answer, "Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void answersAtOnceHoweverLongTheQuestionIs() throws Exception {
        var names = "x-a, ".repeat(2_000) + "x-b";
        var start = System.nanoTime();

        var preflight =
                ask(
                        "OPTIONS",
                        "/v1/things/" + "1".repeat(4_000),
                        "Origin",
                        SHOP,
                        PREFLIGHT,
                        "GET",
                        "Access-Control-Request-Headers",
                        names);
        var tooLong =
                ask("OPTIONS", "/v1/things/" + "1".repeat(9_000), "Origin", SHOP, PREFLIGHT, "GET");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(said(preflight, "Access-Control-Allow-Headers")).doesNotContain("x-b");
        assertThat(tooLong.statusCode()).isEqualTo(414);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesOptionsOfWhoIsNoBrowserForAnyOtherMethod() throws Exception {
        assertThat(ask("OPTIONS", "/v1/nowhere", "Origin", SHOP).statusCode()).isEqualTo(404);
        assertThat(ask("OPTIONS", "/v1/nowhere", PREFLIGHT, "GET").statusCode()).isEqualTo(404);
    }

    @Test
    void saysNothingOnTheManagementPort() throws Exception {
        var management = management();

        for (var method : List.of("GET", "OPTIONS")) {
            var answer =
                    ask(management, method, "/actuator/health", "Origin", SHOP, PREFLIGHT, "GET");

            assertThat(answer.headers().map().keySet()).noneMatch(CorsTests::isCors);
        }
        assertThat(ask(management, "GET", "/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void leavesWhatIsAskedOfTheManagementPortToIt() throws Exception {
        var query = "/actuator/health?group=a&group=b";
        var media = "application/vnd.spring-boot.actuator.v3+json";

        assertThat(ask(management(), "GET", query).statusCode()).isEqualTo(200);
        assertThat(ask(management(), "POST", "/actuator/health", "Accept", media).statusCode())
                .isEqualTo(405);
    }

    private URI management() {
        var port = server.getEnvironment().getRequiredProperty("local.management.port");
        return URI.create("http://127.0.0.1:" + port);
    }

    @Test
    void letsEveryPageInWhenAsteriskIsListedAndNoneWhenNothingIs() {
        var all = Cors.of(List.of("*")).decide("GET", "https://any.example", null).headers();
        var none = Cors.of(List.of()).decide("OPTIONS", SHOP, "GET");

        assertThat(all).containsEntry("Access-Control-Allow-Origin", "*").doesNotContainKey("Vary");
        assertThat(none.kind()).isEqualTo(CorsAnswer.Kind.SERVED);
        assertThat(none.headers()).isEmpty();
    }

    private static boolean isCors(String header) {
        return header.regionMatches(true, 0, "Access-Control-", 0, 15);
    }

    private static String said(HttpResponse<String> answer, String header) {
        return String.join(", ", answer.headers().allValues(header));
    }

    private HttpResponse<String> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return ask(LiveServer.url(server), method, path, headers);
    }

    private HttpResponse<String> ask(URI at, String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(at.resolve(path)).method(method, BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @GetMapping("/v1/things/{id}")
        ResponseEntity<String> thing(@PathVariable String id) {
            return ResponseEntity.ok().eTag("7").body(id);
        }

        @GetMapping("/v1/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("a bug"));
        }
    }
}
