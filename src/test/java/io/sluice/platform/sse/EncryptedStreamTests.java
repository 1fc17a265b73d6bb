package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/** Over HTTPS, by their connections, streams are what they are without. */
class EncryptedStreamTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int FRAMES = 1_000;
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
    private final Numbers numbers = new Numbers();

    @TempDir Path directory;
    private TestAuthority authority;
    private StreamServersForTests servers;

    @BeforeEach
    void start() {
        authority = TestAuthority.in(directory);
        var handler =
                WebHttpHandlerBuilder.webHandler(this::handle)
                        .codecConfigurer(ServerCodecConfigurer.create())
                        .build();
        servers = StreamServersForTests.encrypted(handler, authority.here());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void tellsAllInOrderHoweverSlowlyAClientReads() throws IOException {
        try (var client = client()) {
            Eventually.holds(ofSeconds(10), () -> numbers.told.get() > 0);
            Eventually.holds(ofSeconds(20), numbers::hasStopped);
            assertThat(numbers.told).hasValueLessThan(FRAMES);

            var said = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            assertThat(said.lines().filter(it -> it.startsWith("frame ")).limit(FRAMES))
                    .containsExactlyElementsOf(
                            IntStream.range(0, FRAMES).mapToObj(it -> "frame " + it).toList());
            assertThat(said.lines().filter(it -> it.equals("0")).findFirst()).isPresent();
        }
        Eventually.holds(ofSeconds(5), () -> left.get() == 1);
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddle() throws IOException {
        try (var _ = client()) {
            Eventually.holds(ofSeconds(10), () -> numbers.told.get() > 0);
        }

        Eventually.holds(ofSeconds(10), () -> left.get() == 1);
    }

    private Mono<Void> handle(ServerWebExchange asked) {
        var events = EventStream.to(asked.getResponse());
        assertThat(events).isInstanceOf(ChannelStream.class);
        return Mono.using(() -> join(events), OpenStream::tell, OpenStream::release);
    }

    private OpenStream join(EventStream events) {
        return streams.join(
                DoorForTests.wide().enter(HandoverTests.VISITOR),
                new Teller(numbers, events::hasRoom),
                events,
                NOON.plusSeconds(3_600),
                left::incrementAndGet);
    }

    /** One that asked, has seen whose server it is, and reads nothing yet. */
    private SSLSocket client() throws IOException {
        var client = (SSLSocket) authority.believing().getSocketFactory().createSocket();
        client.setReceiveBufferSize(65_536);
        client.setSoTimeout(20_000);
        client.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), servers.byConnection().getPort()));
        client.getOutputStream()
                .write("GET /v1/lines/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        return client;
    }

    /** A story of so many long frames, as soon as there is room. */
    private static final class Numbers implements Story {

        private final AtomicInteger told = new AtomicInteger();
        private int before = -1;

        /** Whether it went no further since this was asked last. */
        boolean hasStopped() {
            var now = told.get();
            var same = now == before;
            before = now;
            return same;
        }

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
            if (isOver()) {
                return null;
            }
            return "frame %d\n%s\n".formatted(told.getAndIncrement(), PADDING).getBytes(UTF_8);
        }
    }
}
