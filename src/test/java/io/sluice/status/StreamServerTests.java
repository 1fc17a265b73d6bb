package io.sluice.status;

import static io.sluice.status.FakeJournal.PAYMENT;
import static io.sluice.status.FakeJournal.event;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.payment.PaymentId;
import io.sluice.platform.sse.OpenStreams;
import io.sluice.sandbox.Eventually;
import io.sluice.status.FollowMeters.Net;
import java.io.IOException;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

@TestInstance(Lifecycle.PER_CLASS)
class StreamServerTests {

    final ConfigurableApplicationContext server = StreamServer.start();
    final FakeJournal journal = server.getBean(FakeJournal.class);
    final Topics topics = server.getBean(Topics.class);
    final StreamServer.Channels channels = server.getBean(StreamServer.Channels.class);

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
    void forgetsAClientThatWentAway() {
        journal.commit(event(1));

        SseListener.open(StreamServer.stream(server, PAYMENT), Map.of()).close();

        Eventually.holds(ofSeconds(10), () -> topics.all().isEmpty());
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
