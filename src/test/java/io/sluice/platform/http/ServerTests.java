package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
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
        assertThat(said)
                .startsWith("HTTP/1.1 408")
                .containsIgnoringCase("connection: close")
                .contains("\"request-timeout\"");
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

    /** Each is answered before its end is read. */
    @Test
    void keepsNothingOfRequestsThatItAnsweredAtOnce() throws Exception {
        var requests = 900;

        var said =
                said(
                        "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests)
                                + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(said.split("HTTP/1.1 404 ", -1)).hasSize(requests + 2);
        assertThat(inMemory("reactor.netty.http.server.HttpServerOperations"))
                .isLessThan(requests / 2);
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(server).isInstanceOf(ReactiveWebServerApplicationContext.class);
        assertThat(server.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(server.getEnvironment().getProperty("management.server.address"))
                .isEqualTo("127.0.0.1");
    }

    /** Objects of a class that somebody holds. */
    private static long inMemory(String className) throws JMException {
        var histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 3 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
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
