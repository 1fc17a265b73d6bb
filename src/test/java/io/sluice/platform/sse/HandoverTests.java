package io.sluice.platform.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** On a real port, with a handler that decides as a test says. */
@TestInstance(Lifecycle.PER_CLASS)
class HandoverTests {

    static final Visitor VISITOR = new Visitor(null, false, true);
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final OpenStreams streams =
            new OpenStreams(
                    new StreamPace(ofSeconds(15), ofSeconds(1), ofSeconds(4), ofSeconds(3)),
                    DoorForTests.wide(),
                    new Roles(Set.of(Role.EDGE)),
                    InstantSource.fixed(NOON),
                    () -> 0.5,
                    meters);
    final AtomicInteger joined = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final StreamServersForTests servers =
            StreamServersForTests.of(
                    WebHttpHandlerBuilder.webHandler(this::handle)
                            .codecConfigurer(ServerCodecConfigurer.create())
                            .build());

    private Lines lines = new Lines();
    UnaryOperator<Mono<Void>> before = UnaryOperator.identity();
    UnaryOperator<Mono<Void>> after = UnaryOperator.identity();
    @Nullable WeakReference<ServerWebExchange> exchange;

    @BeforeEach
    void begin() {
        lines = new Lines();
        before = UnaryOperator.identity();
        after = UnaryOperator.identity();
        joined.set(0);
        left.set(0);
    }

    @AfterEach
    void isLeftOnce() {
        Eventually.holds(ofSeconds(5), () -> left.get() == joined.get());
        assertThat(joined).hasValue(1);
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @Test
    void letsTheRequestGoWhileTheStreamIsToldOn() throws IOException {
        try (var client = client()) {
            say("one");
            hears(client, "one");

            Eventually.holds(ofSeconds(10), this::isCollected);
            say("two");
            hears(client, "two");
            assertThat(left).hasValue(0);
        }
    }

    @Test
    void endsTheResponseWithTheStory() throws IOException {
        lines.over = true;
        lines.ready.add("last");
        try (var client = client()) {
            hears(client, "last\r\n0\r\n\r\n");
        }
    }

    @Test
    void isInTheAccessLogOnceItIsOver() throws IOException {
        var log = (Logger) LoggerFactory.getLogger("reactor.netty.http.server.AccessLog");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        log.addAppender(logged);
        try (var client = client()) {
            say("one");
            hears(client, "one");
            assertThat(logged.list).isEmpty();
            lines.over = true;
            say("last");
            hears(client, "last\r\n0\r\n\r\n");

            Eventually.holds(ofSeconds(5), () -> !logged.list.isEmpty());
            assertThat(logged.list.getFirst().getFormattedMessage())
                    .contains("\"GET /v1/lines/stream HTTP/1.1\" 200 7 ");
        } finally {
            log.detachAppender(logged);
        }
    }

    @Test
    void forgetsAClientThatLeavesBeforeItIsDecided() throws IOException {
        before = _ -> Mono.never();

        try (var _ = client()) {
            Eventually.holds(ofSeconds(5), () -> joined.get() == 1);
            assertThat(left).hasValue(0);
        }
    }

    @Test
    void forgetsAClientThatLeavesWhenItsStreamIsSettledAndNotYetTold() throws IOException {
        var gate = Sinks.<Void>empty();
        after = taking -> taking.then(gate.asMono());

        try (var _ = client()) {
            Eventually.holds(ofSeconds(5), () -> joined.get() == 1);
        }
        Eventually.holds(ofSeconds(5), () -> left.get() == 1);

        gate.tryEmitEmpty().orThrow();
    }

    @Test
    void forgetsAStreamWhoseResponseFailsWhenItWasSettled() throws IOException {
        after = taking -> taking.then(Mono.error(new IllegalStateException("a bug")));

        try (var client = client()) {
            hears(client, "HTTP/1.1 500");
            Eventually.holds(ofSeconds(5), () -> left.get() == 1);
        }
    }

    @Test
    void closesTheConnectionOfAStoryThatFails() throws IOException {
        try (var client = client()) {
            say("one");
            hears(client, "one");
            lines.broken = true;
            lines.teller().wake();

            assertThat(client.getInputStream().readAllBytes())
                    .asString(UTF_8)
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void tellsWhenThereIsWhatWasMissing() throws IOException {
        lines.absent =
                Mono.delay(Duration.ofMillis(50)).doOnNext(_ -> lines.ready.add("late")).then();

        try (var client = client()) {
            hears(client, "late");
        }
    }

    private Mono<Void> handle(ServerWebExchange asked) {
        exchange = new WeakReference<>(asked);
        var events = EventStream.to(asked.getResponse());
        assertThat(events).isInstanceOf(ChannelStream.class);
        return Mono.using(
                () -> join(events),
                stream -> after.apply(before.apply(Mono.empty()).then(stream.tell())),
                OpenStream::release);
    }

    private OpenStream join(EventStream events) {
        joined.incrementAndGet();
        lines.teller = new Teller(lines, events::hasRoom);
        return streams.join(
                DoorForTests.wide().enter(VISITOR),
                lines.teller,
                events,
                NOON.plusSeconds(3_600),
                left::incrementAndGet);
    }

    private void say(String line) {
        Eventually.holds(ofSeconds(5), () -> lines.teller != null);
        lines.ready.add(line);
        lines.teller().wake();
    }

    private boolean isCollected() {
        System.gc();
        return exchange != null && exchange.get() == null;
    }

    private Socket client() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), servers.byConnection().getPort());
        client.setSoTimeout(5_000);
        client.getOutputStream()
                .write("GET /v1/lines/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        return client;
    }

    private static void hears(Socket client, String words) throws IOException {
        var heard = new StringBuilder();
        while (heard.indexOf(words) < 0) {
            var read = client.getInputStream().read();
            assertThat(read).as("the end, after: %s", heard).isNotNegative();
            heard.append((char) read);
        }
    }

    /** A story of whatever lines there are. */
    private static final class Lines implements Story {

        private final Queue<String> ready = new ConcurrentLinkedQueue<>();
        private volatile boolean over;
        private volatile boolean broken;
        private volatile @Nullable Mono<Void> absent;
        private volatile @Nullable Teller teller;

        Teller teller() {
            return requireNonNull(teller);
        }

        @Override
        public String name() {
            return "lines";
        }

        @Override
        public boolean isOver() {
            return over && ready.isEmpty();
        }

        @Override
        public byte @Nullable [] next() {
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            var line = ready.poll();
            return line == null ? null : line.getBytes(UTF_8);
        }

        @Override
        public @Nullable Mono<Void> missing() {
            var fetching = absent;
            absent = null;
            return fetching;
        }
    }
}
