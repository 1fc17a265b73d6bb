package io.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StormStreamTests {

    private static final int PAYMENT = 3;

    final StormStamps stamps = new StormStamps(PAYMENT + 1);
    final StormTally tally = new StormTally();
    final StormStream stream = new StormStream(PAYMENT, stamps, tally);

    @Test
    void hearsEachVersionOnceWhereverItWasCut() {
        var all = "retry: 1234\n\n" + frame(1, 0) + written(2, 20) + ":\n\n" + written(3, 30);

        for (var at = 0; at < all.length(); at++) {
            hear(all.substring(at, at + 1));
        }

        assertThat(stream.retryMillis()).isEqualTo(1_234);
        assertThat(stream.last()).isEqualTo(3);
        assertThat(tally.heard.get()).isEqualTo(2);
        assertThat(tally.wrong()).isZero();
    }

    @Test
    void measuresSinceItWasDueAndSinceItWasCommitted() {
        var late = tally.afresh();
        stamps.due(PAYMENT, 2, 1_000_000);
        stamps.committed(PAYMENT, 2, 4_000_000);

        hear(frame(1, 0) + frame(2, 1_000_000));

        assertThat(late.sinceDue().millis(1)).isEqualTo(9.0);
        assertThat(late.sinceCommit().millis(1)).isEqualTo(6.0);
    }

    @Test
    void findsWhatComesTwice() {
        hear(frame(1, 0) + written(2, 20) + frame(2, 20));

        assertThat(tally.doubled.get()).isOne();
    }

    @Test
    void findsWhatIsLeftOut() {
        hear(frame(1, 0) + written(3, 30));

        assertThat(tally.disordered.get()).isOne();
    }

    @Test
    void findsWhatIsNotWhatWasWritten() {
        stamps.due(PAYMENT, 2, 20);

        hear(frame(1, 0) + frame(2, 21));

        assertThat(tally.altered.get()).isOne();
    }

    @Test
    void goesOnAfterTheLastWholeFrame() {
        hear(frame(1, 0) + written(2, 20).substring(0, 9));
        stream.cut();
        hear(frame(2, 20));

        assertThat(stream.last()).isEqualTo(2);
        assertThat(tally.heard.get()).isOne();
        assertThat(tally.wrong()).isZero();
    }

    private void hear(String part) {
        var _ = stream.hear(part.getBytes(UTF_8), 10_000_000);
    }

    private String written(long version, long due) {
        stamps.due(PAYMENT, version, due);
        return frame(version, due);
    }

    private static String frame(long version, long due) {
        return "event: payment\nid: %d\ndata: {\"id\":\"evt\",\"due\":%d}\n\n"
                .formatted(version, due);
    }
}
