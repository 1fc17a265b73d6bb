package io.sluice.status;

import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.payment.JournalEvent;
import io.sluice.payment.PaymentId;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.sandbox.Eventually;
import io.sluice.status.FollowMeters.Net;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

/** What is true of streams on a real port, by whichever route they are told. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StreamServerContract {

    final ConfigurableApplicationContext server;
    final FakeJournal journal;
    final Topics topics;
    final StreamServer.Channels channels;

    StreamServerContract(String route) {
        server = StreamServer.start(route);
        journal = server.getBean(FakeJournal.class);
        topics = server.getBean(Topics.class);
        channels = server.getBean(StreamServer.Channels.class);
    }

    @AfterEach
    void nobodyReadsAnyMore() {
        Eventually.holds(ofSeconds(10), () -> topics.all().isEmpty());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void keepsLittleForAStuckReaderAndTellsItTheEnd() throws IOException {
        journal.commit(event(1));
        try (var stuck = StuckReader.of(server, PAYMENT)) {
            stuck.isToldMuch();
            topics.offer(event(9_000, true), Net.MESSAGE);

            var told = stuck.reads();

            assertThat(told).contains("id: 9000\n").contains("event: end\n");
            assertThat(told.lines().filter(line -> line.startsWith("id: ")).count())
                    .isLessThan(5_000);
        }
    }

    @Test
    void keepsNoMoreThanThirtyTwoKilobytesForAStuckReader() throws IOException {
        journal.commit(event(1));
        try (var _ = StuckReader.of(server, PAYMENT)) {
            fill(PAYMENT);

            assertThat(channels.keptBytes()).isLessThan(32 * 1_024);
        }
    }

    @Test
    void cutsAStuckReaderAndNobodyElse() throws IOException {
        journal.commit(event(1));
        try (var _ = StuckReader.of(server, PAYMENT)) {
            fill(PAYMENT);
            try (var listener = SseListener.open(StreamServer.stream(server, PAYMENT), Map.of())) {
                Eventually.holds(ofSeconds(5), () -> topics.readers().count() == 2);

                LongStream.range(0, 10).forEach(_ -> server.getBean(OpenStreams.class).beat());

                Eventually.holds(ofSeconds(5), () -> topics.readers().count() == 1);
                topics.offer(event(90_000), Net.MESSAGE);
                assertThat(listener.await(ofSeconds(5), it -> it.id().equals("90000")).event())
                        .isEqualTo("payment");
            }
        }
    }

    @Test
    void letsNobodyWaitForAStuckReader() throws IOException {
        journal.commit(event(1));
        try (var stuck = StuckReader.of(server, PAYMENT);
                var listener = SseListener.open(StreamServer.stream(server, PAYMENT), Map.of())) {
            stuck.isToldMuch();
            topics.offer(event(9_000), Net.MESSAGE);

            assertThat(listener.await(ofSeconds(5), it -> it.id().equals("9000")).event())
                    .isEqualTo("payment");
            assertThat(stuck.isClosed()).isFalse();
        }
    }

    @Test
    void tellsMoreThanTheConnectionHoldsWithoutAPause() {
        journal.commit(
                LongStream.rangeClosed(1, 60)
                        .mapToObj(it -> event(PAYMENT, it, false, StuckReader.PADDING))
                        .toArray(JournalEvent[]::new));
        var log = URI.create(StreamServer.stream(server, PAYMENT) + "?mode=log");

        try (var listener = SseListener.open(log, Map.of("Last-Event-ID", "1"))) {
            Eventually.holds(ofSeconds(5), () -> listener.numbered().size() >= 59);

            assertThat(listener.numbered().stream().map(SseListener.Heard::id))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(2, 60).mapToObj(Long::toString).toList());
        }
    }

    @Test
    void answersWhatComesBehindAStreamThatEnds() throws IOException {
        journal.commit(event(OTHER, 7, true, ""));
        var path = StreamServer.stream(server, OTHER).getPath();
        var whole = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path);
        var rest = "GET %s HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 7\r\n\r\n".formatted(path);

        var answered = answered(whole + whole + rest + whole + rest, 5);

        assertThat(answered.lines().filter(it -> it.startsWith("HTTP/1.1 ")))
                .containsExactly(
                        "HTTP/1.1 200 OK",
                        "HTTP/1.1 200 OK",
                        "HTTP/1.1 204 No Content",
                        "HTTP/1.1 200 OK",
                        "HTTP/1.1 204 No Content");
        assertThat(answered.split("event: end")).hasSize(4);
    }

    @Test
    void overlooksABody() throws IOException {
        journal.commit(event(OTHER, 7, true, ""));
        var path = StreamServer.stream(server, OTHER).getPath();

        var answered =
                answered(
                        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".formatted(path)
                                + "Content-Length: 4\r\n\r\nbody",
                        2);

        assertThat(answered).startsWith("HTTP/1.1 200 OK").contains("event: end\n");
    }

    @Test
    void forgetsAClientThatWentAway() {
        journal.commit(event(1));

        SseListener.open(StreamServer.stream(server, PAYMENT), Map.of()).close();

        Eventually.holds(ofSeconds(10), () -> topics.all().isEmpty());
    }

    /**
     * What a connection brings for requests, until so many are answered or the server closes it.
     */
    private String answered(String requests, int count) throws IOException {
        var address = StreamServer.stream(server, OTHER);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(requests.getBytes(US_ASCII));
            var answered = new StringBuilder();
            var read = socket.getInputStream().read();
            while (read >= 0) {
                answered.append((char) read);
                if (read == '\n' && answers(answered) >= count) {
                    return answered.toString();
                }
                read = socket.getInputStream().read();
            }
            return answered.toString();
        }
    }

    private static int answers(StringBuilder answered) {
        return answered.toString().split("HTTP/1.1 [0-9]{3} [^\n]*\n", -1).length - 1;
    }

    /** Says more, event by event, until long after the system takes no more for the client. */
    private void fill(PaymentId payment) {
        var full = 0;
        for (var version = 2; version < 20_000 && full < 300; version++) {
            topics.offer(event(payment, version, false, StuckReader.PADDING), Net.MESSAGE);
            full = channels.keptBytes() > 0 ? full + 1 : 0;
        }
        assertThat(full).isEqualTo(300);
    }
}
