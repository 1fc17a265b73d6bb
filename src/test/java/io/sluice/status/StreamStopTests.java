package io.sluice.status;

import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.sse.OpenStreams;
import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

class StreamStopTests {

    @Test
    void endsFiveHundredStreamsAndAStuckOneBeforeItStops() throws IOException {
        stopsInTimeWith("native", 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "webflux"})
    @Tag("full")
    void endsFiveThousandStreamsAndAStuckOneBeforeItStops(String route) throws IOException {
        stopsInTimeWith(route, 5_000);
    }

    /** Over the same connection its client would meet this replica again. */
    @Test
    void closesTheConnectionOfWhoComesWhileItStops() throws IOException {
        try (var server = StreamServer.start("native")) {
            server.getBean(FakeJournal.class).commit(event(1));
            var _ = server.getBean(OpenStreams.class).drain().block(ofSeconds(10));
            var stream = StreamServer.stream(server, PAYMENT);

            try (var socket = new Socket(stream.getHost(), stream.getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream()
                        .write(
                                "GET %s HTTP/1.1\r\nHost: x\r\nSec-Fetch-Mode: cors\r\n\r\n"
                                        .formatted(stream.getPath())
                                        .getBytes(US_ASCII));

                assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 200 OK")
                        .contains("retry: ");
            }
        }
    }

    private static void stopsInTimeWith(String route, int streams) throws IOException {
        try (var server = StreamServer.start(route)) {
            stopsInTimeWith(server, streams);
        }
    }

    private static void stopsInTimeWith(ConfigurableApplicationContext server, int streams)
            throws IOException {
        var topics = server.getBean(Topics.class);
        server.getBean(FakeJournal.class).commit(event(1), event(OTHER, 1, false, ""));
        var connections = ConnectionProvider.create("streams", streams);
        // The server's own end with it, whatever their clients have not read yet.
        var loops = LoopResources.create("clients");
        var client = HttpClient.create(connections).runOn(loops);
        var ended = new AtomicInteger();
        var listening =
                Flux.range(0, streams)
                        .flatMap(_ -> stream(client, server, ended), streams)
                        .subscribe();
        try (var stuck = StuckReader.of(server, OTHER)) {
            Eventually.holds(ofSeconds(60), () -> topics.readers().count() == streams + 1);
            stuck.isToldMuch();

            var before = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ofSeconds(10));
            Eventually.holds(ofSeconds(10), () -> ended.get() == streams);
            assertThat(stuck.isClosed()).isFalse();
        } finally {
            listening.dispose();
            connections.dispose();
            loops.dispose();
        }
    }

    /** Counts itself as ended when it ended as a response should, and not when it was cut. */
    private static Flux<String> stream(
            HttpClient client, ConfigurableApplicationContext server, AtomicInteger ended) {
        return client.get()
                .uri(StreamServer.stream(server, PAYMENT))
                .responseContent()
                .asString()
                .doOnComplete(ended::incrementAndGet);
    }
}
