package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

class SseLoadTests {

    @Test
    void measuresWhatAServerTells() {
        var measured = load(new Hub(SseLoadTests::frame));

        assertThat(measured)
                .containsEntry("streams open", 20.0)
                .containsEntry("streams refused", 0.0)
                .containsEntry("deliveries lost", 0.0)
                .containsEntry("doubled or out of order", 0.0)
                .containsEntry("numbers skipped", 0.0)
                .containsEntry("deliveries a second", 50.0 * 10);
        assertThat(measured.get("due to received, max, ms")).isBetween(0.01, 30_000.0);
    }

    @Test
    void measuresHowOldEventsAreByTheirOwnWord() {
        var time = Instant.now().minusSeconds(60);
        var measured = load(new Hub((id, body) -> frame(id, "{\"time\":\"" + time + "\"}")));

        assertThat(measured.get("event's time to received, p50, ms")).isBetween(60e3, 120e3);
    }

    @Test
    void findsWhatIsLost() {
        var measured = load(new Hub((id, _) -> frame(id, "{}")));

        assertThat(measured).containsEntry("deliveries lost", 50.0 * 10);
    }

    @Test
    void findsWhatComesTwice() {
        var measured = load(new Hub((id, body) -> frame(id, body) + frame(id, "{}")));

        assertThat(measured).containsEntry("doubled or out of order", 50.0 * 10);
    }

    @Test
    void countsWhoIsRefused() {
        try (var hub = new Hub(SseLoadTests::frame)) {
            var url = hub.url("/nothing");

            assertThat(load("--url", url, "--streams", "3", "--seconds", "1"))
                    .containsEntry("streams refused", 3.0)
                    .containsEntry("streams open", 0.0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--streams 5",
                "--url http://localhost/ --streams 0",
                "--url http://localhost/ --streams 50001",
                "--url http://localhost/ --seconds",
                "--url http://localhost/ --what 5",
                "--url http://localhost/ --header nothing"
            })
    void refusesWhatCannotBeMeasured(String options) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadOptions.parse(List.of(options.split(" ", -1))));
    }

    private static Map<String, Double> load(Hub hub) {
        try (hub) {
            var url = hub.url("/topics/{n}");
            return load(
                    "--url %s --publish %s --streams 20 --topics 2 --rate 50 --seconds 1"
                            .formatted(url, url)
                            .split(" ", -1));
        }
    }

    private static Map<String, Double> load(String... options) {
        return new SseLoad(LoadOptions.parse(List.of(options)))
                .run().stream().collect(Collectors.toMap(Measured::what, Measured::measured));
    }

    private static String frame(long id, String body) {
        return "id: %d\r\ndata: %s\r\n\r\n".formatted(id, body);
    }

    /** Tells all who listen to a topic what is posted to it. */
    private static final class Hub implements AutoCloseable {

        private final Map<String, Set<Sinks.Many<String>>> listeners = new ConcurrentHashMap<>();
        private final BiFunction<Long, String, String> told;
        private final Map<String, Long> ids = new ConcurrentHashMap<>();
        private final DisposableServer server;

        Hub(BiFunction<Long, String, String> told) {
            this.told = told;
            this.server =
                    HttpServer.create()
                            .host("127.0.0.1")
                            .port(0)
                            .route(it ->
                                    it.get("/topics/{n}", this::listen)
                                            .post("/topics/{n}", this::post))
                            .bindNow();
        }

        String url(String path) {
            return "http://127.0.0.1:%d%s".formatted(server.port(), path);
        }

        @Override
        public void close() {
            server.disposeNow();
        }

        private Publisher<Void> listen(HttpServerRequest request, HttpServerResponse response) {
            var listener = Sinks.many().unicast().<String>onBackpressureBuffer();
            listeners
                    .computeIfAbsent(request.path(), _ -> ConcurrentHashMap.newKeySet())
                    .add(listener);
            return response.sse()
                    .send(
                            Flux.just(": hello\n\n").concatWith(listener.asFlux()).map(Hub::bytes),
                            _ -> true);
        }

        private Publisher<Void> post(HttpServerRequest request, HttpServerResponse response) {
            return request.receive()
                    .aggregate()
                    .asString()
                    .doOnNext(body -> tell(request.path(), body))
                    .then(response.status(202).send());
        }

        private synchronized void tell(String topic, String body) {
            var id = ids.merge(topic, 1L, Long::sum);
            var frames = told.apply(id, body);
            listeners
                    .getOrDefault(topic, Set.of())
                    .forEach(it -> it.emitNext(frames, Sinks.EmitFailureHandler.FAIL_FAST));
        }

        private static ByteBuf bytes(String text) {
            return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        }
    }
}
