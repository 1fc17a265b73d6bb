package io.sluice.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Clients that hold a connection of a real server and give next to nothing for it. */
@TestInstance(Lifecycle.PER_CLASS)
class SlowClientTests {

    static final String HEAD =
            "POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    final ConfigurableApplicationContext server =
            LiveServer.start(
                    new Routes(),
                    "--sluice.http.head=1s",
                    "--sluice.http.read=1s",
                    "--sluice.http.request=2s");
    final ScheduledExecutorService dripping = Executors.newScheduledThreadPool(2);

    @AfterAll
    void stop() {
        dripping.shutdownNow();
        server.close();
    }

    @Test
    void cutsWhatComesByteByByte() throws IOException {
        try (var head = wire();
                var laterHead = wire();
                var body = wire()) {
            laterHead.say("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(laterHead.head()).startsWith("HTTP/1.1 200");

            var start = System.nanoTime();
            drip(head, "GET /now HTTP/1.1\r\nHost: a\r\nX-Slow: ", "x");
            drip(laterHead, "GET /now HTTP/1.1\r\nHost: a\r\nX-Slow: ", "x");
            drip(body, HEAD + "Content-Length: 60000\r\n\r\n{\"a\":\"", "x");

            assertThat(lasting(head, start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
            assertThat(lasting(laterHead, start)).isLessThan(Duration.ofSeconds(6));
            assertThat(lasting(body, start))
                    .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(8));
        }
    }

    @Test
    void hasTimeForAnAnswerThatTakesLongerThanAHeadMay() throws IOException {
        assertThat(
                        WireForTests.said(
                                LiveServer.url(server),
                                "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void cutsNoAnswerOffForWhatComesAfterItsRequest() throws IOException {
        var slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
        try (var lines = wire();
                var nextHead = wire()) {
            drip(lines, slow, "\r\n");
            drip(nextHead, slow, "x");

            assertThat(lines.head()).startsWith("HTTP/1.1 200");
            assertThat(nextHead.heard()).startsWith("HTTP/1.1 200").endsWith("slow");
        }
    }

    @Test
    void answersInOrderWhenALaterRequestIsNone() throws IOException {
        var said =
                WireForTests.said(
                        LiveServer.url(server),
                        Stream.of("/slow", "/n%zz", "/now")
                                .map("GET %s HTTP/1.1\r\nHost: a\r\n\r\n"::formatted)
                                .collect(Collectors.joining()));

        assertThat(said).startsWith("HTTP/1.1 200").contains("HTTP/1.1 400");
        assertThat(said.split("HTTP/1.1 ", -1)).as("nothing after what is none").hasSize(3);
    }

    /** One more {@code drop} comes every tenth of a second. */
    private void drip(WireForTests wire, String start, String drop) throws IOException {
        wire.say(start);
        var _ =
                dripping.scheduleAtFixedRate(
                        () -> dripped(wire, drop), 100, 100, TimeUnit.MILLISECONDS);
    }

    /** How long after {@code start} it is closed. */
    private static Duration lasting(WireForTests wire, long start) throws IOException {
        assertThat(wire.heard()).doesNotContain("200 OK");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void dripped(WireForTests wire, String drop) {
        try {
            wire.say(drop);
        } catch (SocketException _) {
            // It was cut.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private WireForTests wire() throws IOException {
        return WireForTests.to(LiveServer.url(server));
    }

    // A static one would be found by every component scan of the tests.
    @SuppressWarnings("ClassCanBeStatic")
    @RestController
    class Routes {

        @PostMapping("/things")
        Mono<Map<String, String>> create(@RequestBody Map<String, String> thing) {
            return Mono.just(thing);
        }

        @GetMapping("/slow")
        Mono<String> slow() {
            return Mono.delay(Duration.ofMillis(1_500)).thenReturn("slow");
        }

        @GetMapping("/now")
        Mono<String> now() {
            return Mono.just("now");
        }
    }
}
