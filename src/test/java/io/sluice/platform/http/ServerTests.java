package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The server on a real port, spoken to byte by byte. */
@TestInstance(Lifecycle.PER_CLASS)
class ServerTests {

    final ConfigurableApplicationContext server =
            LiveServer.start(new Routes(), "--sluice.http.read=1s", "--sluice.http.idle=1s");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void answersProblemsOverTheWire() throws IOException {
        assertThat(
                        said(
                                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{]"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "X-Request-Id: req_", "\"invalid-json\"");
    }

    @Test
    void waitsForNoBodyThatDoesNotCome() throws IOException {
        var start = System.nanoTime();

        var said =
                said(
                        "POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(said).doesNotContain("200 OK");
    }

    @Test
    void closesAConnectionThatSaysNothing() throws IOException {
        var start = System.nanoTime();

        assertThat(said("")).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws IOException {
        var large = "X-Large: " + "x".repeat(20_000) + "\r\n";

        assertThat(said("GET /things HTTP/1.1\r\nHost: a\r\n" + large + "\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(
                        server.getBean(MeterRegistry.class)
                                .get("sluice.http.wire.refused")
                                .tag("code", "headers-too-large")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(server).isInstanceOf(ReactiveWebServerApplicationContext.class);
        assertThat(server.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(server.getEnvironment().getProperty("management.server.address"))
                .isEqualTo("127.0.0.1");
    }

    /** Everything the server says until it closes the connection. */
    private String said(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), LiveServer.url(server).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @PostMapping("/things")
        Mono<Map<String, String>> create(@RequestBody Map<String, String> thing) {
            return Mono.just(thing);
        }
    }
}
