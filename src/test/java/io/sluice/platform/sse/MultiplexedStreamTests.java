package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/** Over HTTP/2 streams are told by WebFlux, whatever the route, and are what they are without. */
class MultiplexedStreamTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int FRAMES = 4_000;
    private static final String PADDING = "x".repeat(8_000);

    private final OpenStreams streams =
            new OpenStreams(
                    new StreamPace(ofSeconds(15), ofSeconds(1), ofSeconds(4), ofSeconds(3)),
                    DoorForTests.wide(),
                    new Roles(Set.of(Role.EDGE)),
                    InstantSource.fixed(NOON),
                    () -> 0.5,
                    new SimpleMeterRegistry());
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    private int before;

    @TempDir Path directory;
    private StreamServersForTests servers;
    private HttpClient client;

    @BeforeEach
    void start() {
        var authority = TestAuthority.in(directory);
        client =
                HttpClient.newBuilder()
                        .version(Version.HTTP_2)
                        .sslContext(authority.believing())
                        .build();
        servers =
                StreamServersForTests.multiplexed(
                        WebHttpHandlerBuilder.webHandler(this::handle)
                                .codecConfigurer(ServerCodecConfigurer.create())
                                .build(),
                        authority.here());
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        servers.close();
    }

    @Test
    void tellsAllInOrderHoweverSlowlyAClientReads() throws Exception {
        var answer = ask();
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        Eventually.holds(ofSeconds(20), this::hasStopped);
        assertThat(told).hasValueLessThan(FRAMES);

        try (var said = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            assertThat(said.lines().filter(it -> it.startsWith("frame ")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, FRAMES).mapToObj(it -> "frame " + it).toList());
        }
        Eventually.holds(ofSeconds(5), () -> left.get() == 1);
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddle() throws Exception {
        try (var body = ask().body()) {
            assertThat(body.read()).isEqualTo('f');
        }

        Eventually.holds(ofSeconds(10), () -> left.get() == 1);
    }

    private HttpResponse<InputStream> ask() throws IOException, InterruptedException {
        var port = servers.byConnection().getPort();
        var url = URI.create("https://127.0.0.1:" + port + "/v1/lines/stream");
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofInputStream());
    }

    /** Whether nothing more was told since a moment ago. */
    private boolean hasStopped() {
        var now = told.get();
        var same = now == before && now > 0;
        before = now;
        return same;
    }

    private Mono<Void> handle(ServerWebExchange asked) {
        var events = EventStream.to(asked.getResponse());
        assertThat(events).isInstanceOf(WebFluxStream.class);
        return Mono.using(() -> join(events), OpenStream::tell, OpenStream::release);
    }

    private OpenStream join(EventStream events) {
        return streams.join(
                DoorForTests.wide().enter(HandoverTests.VISITOR),
                new Teller(new Numbers(), events::hasRoom),
                events,
                NOON.plusSeconds(3_600),
                left::incrementAndGet);
    }

    /** A story of so many long frames, as soon as there is room. */
    private final class Numbers implements Story {

        @Override
        public String name() {
            return "lines";
        }

        @Override
        public boolean isOver() {
            return told.get() == FRAMES;
        }

        @Override
        public byte @Nullable [] next() {
            return isOver()
                    ? null
                    : "frame %d\n%s\n".formatted(told.getAndIncrement(), PADDING).getBytes(UTF_8);
        }
    }
}
