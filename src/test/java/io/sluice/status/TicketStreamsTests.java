package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.sse.Story;
import io.sluice.platform.sse.Teller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicketStreamsTests {

    final TicketStreams streams = new TicketStreams();
    final Teller first = new Teller(new Silence(), () -> true);
    final Teller second = new Teller(new Silence(), () -> true);

    @Test
    void endsTheOlderOneWhicheverComesFirst() {
        var _ = streams.join(stream(2, second));
        var late = streams.join(stream(1, first));

        assertThat(said(first)).contains("replaced");
        assertThat(said(second)).isEmpty();

        streams.leave(late);
        assertThat(streams.all()).hasSize(1);
    }

    @Test
    void keepsTheNewerOneWhenTheOlderOneLeaves() {
        var older = streams.join(stream(1, first));
        var newer = streams.join(stream(2, second));
        streams.leave(older);

        assertThat(streams.all()).containsExactly(newer);
        streams.leave(newer);
        assertThat(streams.all()).isEmpty();
    }

    @Test
    void endsNoneForWhatIsNotNewer() {
        var _ = streams.join(stream(2, second));

        streams.newest("ticket", 1);
        streams.newest("ticket", 2);
        streams.newest("another", 3);
        assertThat(said(second)).isEmpty();

        streams.newest("ticket", 3);
        assertThat(said(second)).contains("replaced");
    }

    /** The first frame that is there already. */
    private static String said(Teller teller) {
        var frame = new StringBuilder();
        var telling =
                teller.frames()
                        .concatMap(it -> it, 1)
                        .take(1)
                        .subscribe(it -> frame.append(new String(it, UTF_8)));
        telling.dispose();
        return frame.toString();
    }

    private static TicketStream stream(long connection, Teller teller) {
        var session =
                new TicketSession("ticket", "shop", connection, Audience.PAYER, Instant.EPOCH);
        return new TicketStream(session, teller, () -> true);
    }

    private static final class Silence implements Story {

        @Override
        public String name() {
            return "silence";
        }

        @Override
        public byte @Nullable [] next() {
            return null;
        }
    }
}
