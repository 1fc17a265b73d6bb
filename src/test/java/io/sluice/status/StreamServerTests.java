package io.sluice.status;

import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.payment.PaymentId;
import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

class StreamServerTests {

    static final String PADDING = ",\"padding\":\"%s\"".formatted("x".repeat(4_000));

    final ConfigurableApplicationContext server = StreamServer.start();
    final FakeJournal journal = server.getBean(FakeJournal.class);
    final Topics topics = server.getBean(Topics.class);
    final StreamServer.Channels channels = server.getBean(StreamServer.Channels.class);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void endsFiveHundredStreamsAndAStuckOneBeforeItStops() throws IOException {
        stopsInTimeWith(500);
    }

    @Test
    @Tag("full")
    void endsFiveThousandStreamsAndAStuckOneBeforeItStops() throws IOException {
        stopsInTimeWith(5_000);
    }

    @Test
    void keepsLittleForAStuckReaderAndTellsItTheEnd() throws IOException {
        journal.commit(event(1));
        try (var stuck = stuck(PAYMENT)) {
            sayMuch(PAYMENT);
            topics.offer(event(9_000, true));

            var told = new String(stuck.getInputStream().readAllBytes(), UTF_8);

            assertThat(told).contains("id: 9000\n").contains("event: end\n");
            assertThat(told.lines().filter(line -> line.startsWith("id: ")).count())
                    .isLessThan(5_000);
        }
    }

    @Test
    void keepsNoMoreThanThirtyTwoKilobytesForAStuckReader() throws IOException {
        journal.commit(event(1));
        try (var _ = stuck(PAYMENT)) {
            fill(PAYMENT);

            assertThat(channels.keptBytes()).isLessThan(32 * 1_024);
        }
    }

    @Test
    void cutsAStuckReaderAndNobodyElse() throws IOException {
        journal.commit(event(1));
        try (var _ = stuck(PAYMENT)) {
            fill(PAYMENT);
            try (var listener = SseListener.open(StreamServer.stream(server, PAYMENT), Map.of())) {
                Eventually.holds(ofSeconds(5), () -> topics.readers().count() == 2);

                LongStream.range(0, 10).forEach(_ -> server.getBean(Streams.class).beat());

                Eventually.holds(ofSeconds(5), () -> topics.readers().count() == 1);
                topics.offer(event(90_000));
                assertThat(listener.await(ofSeconds(5), it -> it.id().equals("90000")).event())
                        .isEqualTo("payment");
            }
        }
    }

    @Test
    void letsNobodyWaitForAStuckReader() throws IOException {
        journal.commit(event(1));
        try (var stuck = stuck(PAYMENT);
                var listener = SseListener.open(StreamServer.stream(server, PAYMENT), Map.of())) {
            sayMuch(PAYMENT);
            topics.offer(event(9_000));

            assertThat(listener.await(ofSeconds(5), it -> it.id().equals("9000")).event())
                    .isEqualTo("payment");
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void forgetsAClientThatWentAway() {
        journal.commit(event(1));

        SseListener.open(StreamServer.stream(server, PAYMENT), Map.of()).close();

        Eventually.holds(ofSeconds(10), () -> topics.all().isEmpty());
    }

    private void stopsInTimeWith(int streams) throws IOException {
        journal.commit(event(1), event(OTHER, 1, false, ""));
        var connections = ConnectionProvider.create("streams", streams);
        var ended = new AtomicInteger();
        var listening =
                Flux.range(0, streams)
                        .flatMap(_ -> stream(connections, ended), streams)
                        .subscribe();
        try (var stuck = stuck(OTHER)) {
            Eventually.holds(ofSeconds(60), () -> topics.readers().count() == streams + 1);
            sayMuch(OTHER);

            var before = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ofSeconds(10));
            Eventually.holds(ofSeconds(10), () -> ended.get() == streams);
            assertThat(stuck.isClosed()).isFalse();
        } finally {
            listening.dispose();
            connections.dispose();
        }
    }

    /** Counts itself as ended when it ended as a response should, and not when it was cut. */
    private Flux<String> stream(ConnectionProvider connections, AtomicInteger ended) {
        return HttpClient.create(connections)
                .get()
                .uri(StreamServer.stream(server, PAYMENT))
                .responseContent()
                .asString()
                .doOnComplete(ended::incrementAndGet);
    }

    /** A client that asks and then reads nothing. */
    private Socket stuck(PaymentId payment) throws IOException {
        var stream = StreamServer.stream(server, payment);
        var before = topics.readers().count();
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .formatted(stream.getPath())
                                .getBytes(US_ASCII));
        Eventually.holds(ofSeconds(10), () -> topics.readers().count() > before);
        return socket;
    }

    /** More than the system buffers for a client. */
    private void sayMuch(PaymentId payment) {
        LongStream.range(2, 8_000)
                .forEach(version -> topics.offer(event(payment, version, false, PADDING)));
    }

    /** Says more, event by event, until long after the system takes no more for the client. */
    private void fill(PaymentId payment) {
        var full = 0;
        for (var version = 2; version < 20_000 && full < 300; version++) {
            topics.offer(event(payment, version, false, PADDING));
            full = channels.keptBytes() > 0 ? full + 1 : 0;
        }
        assertThat(full).isEqualTo(300);
    }
}
