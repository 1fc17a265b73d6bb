package io.sluice.status;

import static io.sluice.status.FakeJournal.OTHER;
import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@ParameterizedClass
@ValueSource(strings = {"native", "webflux"})
class StreamStopTests {

    final ConfigurableApplicationContext server;
    final FakeJournal journal;
    final Topics topics;

    StreamStopTests(String route) {
        server = StreamServer.start(route);
        journal = server.getBean(FakeJournal.class);
        topics = server.getBean(Topics.class);
    }

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

    private void stopsInTimeWith(int streams) throws IOException {
        journal.commit(event(1), event(OTHER, 1, false, ""));
        var connections = ConnectionProvider.create("streams", streams);
        var ended = new AtomicInteger();
        var listening =
                Flux.range(0, streams)
                        .flatMap(_ -> stream(connections, ended), streams)
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
}
