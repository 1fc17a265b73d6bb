package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.payment.Journal.Mark;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.sandbox.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

/** What is true of the firehose on a real port, by whichever route it is told. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FirehoseServerContract {

    final ConfigurableApplicationContext server;
    final FakeJournal journal;
    final StreamServer.Channels channels;
    final MerchantFeeds feeds;

    long said;

    FirehoseServerContract(String route) {
        server = StreamServer.start(route);
        journal = server.getBean(FakeJournal.class);
        channels = server.getBean(StreamServer.Channels.class);
        feeds = server.getBean(MerchantFeeds.class);
    }

    @AfterEach
    void nobodyListensAnyMore() {
        Eventually.holds(ofSeconds(10), () -> feeds.readers().findAny().isEmpty());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void goesOnAfterACutByTheHeaderOrTheQuery() {
        String last;
        try (var first = listen(Map.of())) {
            first.hears(ofSeconds(5), it -> !it.id().isEmpty());
            say(1, "");
            last = first.await(ofSeconds(5), it -> it.event().equals("payment")).id();
        }
        say(3, "");
        var missed = LongStream.rangeClosed(said - 2, said).boxed().toList();

        try (var byHeader = listen(Map.of("Last-Event-ID", last));
                var byQuery = SseListener.open(query(last), Map.of())) {
            for (var listener : List.of(byHeader, byQuery)) {
                listener.hears(ofSeconds(5), it -> number(it.data()) == said);
                assertThat(numbers(listener)).isEqualTo(missed);
            }
        }
    }

    @Test
    void beginsWithWhatHappensNextForNonsense() {
        say(2, "");

        try (var listener = listen(Map.of("Last-Event-ID", "nonsense"))) {
            var start = listener.await(ofSeconds(5), it -> !it.id().isEmpty());
            say(1, "");
            listener.hears(ofSeconds(5), it -> it.event().equals("payment"));

            assertThat(start.id()).isEqualTo(EventCursors.text(new Mark("journal", said - 1)));
            assertThat(numbers(listener)).containsExactly(said);
        }
    }

    @Test
    void letsAStuckReaderCostOthersNothingAndTellsItAllOnceItReads() throws IOException {
        var before = said;
        try (var stuck = stuck();
                var listener = listen(Map.of())) {
            listener.hears(ofSeconds(5), it -> !it.id().isEmpty());
            say(2_000, StuckReader.PADDING);
            listener.hears(ofSeconds(20), it -> number(it.data()) == said);

            LongStream.range(0, 3).forEach(_ -> server.getBean(OpenStreams.class).beat());
            say(1, "");
            listener.hears(ofSeconds(5), it -> number(it.data()) == said);

            assertThat(feeds.readers()).anyMatch(it -> it.story().heard() < said - 500);
            assertThat(feeds.readers()).allMatch(it -> it.feed().lacks(said - 2));
            assertThat(channels.keptBytes()).isLessThan(32 * 1_024);
            var all = LongStream.rangeClosed(before + 1, said).boxed().toList();
            assertThat(numbers(listener)).isEqualTo(all);
            assertThat(read(stuck)).isEqualTo(all);
        }
    }

    private SseListener listen(Map<String, String> headers) {
        return SseListener.open(StreamServer.firehose(server), headers);
    }

    private URI query(String last) {
        return StreamServer.firehose(server).resolve("/v1/stream?last_event_id=" + last);
    }

    private Socket stuck() throws IOException {
        var url = StreamServer.firehose(server);
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        Eventually.holds(
                ofSeconds(5), () -> feeds.readers().anyMatch(it -> it.story().heard() == said));
        return socket;
    }

    /** Everything that the server had to tell, up to what it said last. */
    private List<Long> read(Socket socket) throws IOException {
        var numbers = new ArrayList<Long>();
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        while (numbers.isEmpty() || numbers.getLast() < said) {
            var line = lines.readLine();
            assertThat(line).isNotNull();
            if (line.startsWith("data: ")) {
                numbers.add(number(line));
            }
        }
        return numbers;
    }

    private static List<Long> numbers(SseListener listener) {
        return listener.heard().stream()
                .filter(it -> it.event().equals("payment"))
                .map(it -> number(it.data()))
                .toList();
    }

    private static long number(String data) {
        var digits = data.replaceAll("\\D*(\\d*).*", "$1");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private void say(int count, String padding) {
        for (var it = 0; it < count; it++) {
            journal.commit(event(PAYMENT, ++said, false, padding));
        }
        journal.relay();
    }
}
