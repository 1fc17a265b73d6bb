package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.sluice.sandbox.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** With HTTP/2 switched on, for those who agree on it over TLS. */
class Http2Tests {

    @TempDir Path directory;
    private TestAuthority authority;
    private ConfigurableApplicationContext server;

    @BeforeEach
    void start() {
        authority = TestAuthority.in(directory);
        var identity = authority.here();
        server =
                LiveServer.start(
                        new Routes(),
                        "--sluice.http.read=1s",
                        "--sluice.http.request=2s",
                        "--server.http2.enabled=true",
                        "--server.ssl.certificate=" + identity.certificate().toUri(),
                        "--server.ssl.certificate-private-key=" + identity.key().toUri());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersTheSameByEitherProtocol() throws Exception {
        for (var version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
            try (var client = client(version)) {
                var answer = client.send(get("/now").build(), BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("now");
                isProblem(client.send(get("/nowhere").build(), BodyHandlers.ofString()), 404);
                isProblem(client.send(large(), BodyHandlers.ofString()), 413);
                var headers = get("/now").header("X-Large", "x".repeat(20_000)).build();
                refusesHeaders(client, headers);
            }
        }
    }

    /** The stream is reset after the answer: a client may see the one or the other. */
    @Test
    void waitsForNoBodyThatComesByDrops() throws Exception {
        try (var client = client(Version.HTTP_2)) {
            var answer = client.send(dripping(), BodyHandlers.ofString());

            isProblem(answer, 408);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("RST_STREAM");
        }
    }

    @Test
    void knowsWhatTheServerFailsThemWith() throws ClassNotFoundException {
        assertThat(Class.forName(FrameworkProblems.TOO_SLOW))
                .isAssignableTo(ChannelException.class);
    }

    /** Who tells by its headers that a request is a plain one has to know these. */
    @Test
    void addsTwoHeadersToARequestByHttp2() throws Exception {
        try (var client = client(Version.HTTP_2)) {
            var names = client.send(get("/names").build(), BodyHandlers.ofString()).body();

            assertThat(names).isEqualTo("[host, user-agent, x-http2-scheme, x-http2-stream-id]");
        }
    }

    /**
     * By HTTP/2 it is the codec of frames that answers, and then resets the stream: a client may
     * see the one or the other.
     */
    private static void refusesHeaders(HttpClient client, HttpRequest request) throws Exception {
        if (client.version() == Version.HTTP_1_1) {
            isProblem(client.send(request, BodyHandlers.ofString()), 431);
            return;
        }
        try {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(431);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("RST_STREAM");
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder().version(version).sslContext(authority.believing()).build();
    }

    private HttpRequest large() {
        return get("/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("\"" + "x".repeat(70_000) + "\""))
                .build();
    }

    /** A byte every tenth of a second, for far longer than a body may take. */
    private HttpRequest dripping() {
        var drops =
                Flux.interval(Duration.ofMillis(100))
                        .take(100)
                        .map(_ -> ByteBuffer.wrap(new byte[] {'1'}));
        return get("/things")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(8))
                .POST(BodyPublishers.fromPublisher(JdkFlowAdapter.publisherToFlowPublisher(drops)))
                .build();
    }

    private HttpRequest.Builder get(String path) {
        var port = LiveServer.url(server).getPort();
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @GetMapping("/now")
        Mono<String> now() {
            return Mono.just("now");
        }

        @GetMapping("/names")
        Mono<String> names(@RequestHeader HttpHeaders headers) {
            var names = headers.headerNames().stream().map(it -> it.toLowerCase(Locale.ROOT));
            return Mono.just(names.sorted().toList().toString());
        }

        @PostMapping("/things")
        Mono<String> create(@RequestBody String thing) {
            return Mono.just(thing);
        }
    }
}
