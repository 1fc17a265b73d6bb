package io.sluice.status;

import io.sluice.payment.PaymentId;
import io.sluice.status.FollowMeters.Net;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.springframework.context.ConfigurableApplicationContext;

/** The streams alone on a real port, of many payments of which a test says what happens to them. */
public final class StreamsForBench implements AutoCloseable {

    private static final String PADDING =
            ",\"padding\":\"%s\",\"due\":".formatted("x".repeat(1_400));

    private final ConfigurableApplicationContext server;
    private final List<PaymentId> payments = new ArrayList<>();

    private StreamsForBench(String route, int payments) {
        server = StreamServer.start(route, "test.channels=false");
        var journal = server.getBean(FakeJournal.class);
        for (var i = 0; i < payments; i++) {
            var payment = new PaymentId("pay_%026d".formatted(i));
            this.payments.add(payment);
            journal.commit(FakeJournal.event(payment, 1, false, ""));
        }
        journal.relay();
    }

    /** Streams that are told by this route. */
    public static StreamsForBench of(String route, int payments) {
        return new StreamsForBench(route, payments);
    }

    public URI url(int payment) {
        return StreamServer.stream(server, payments.get(payment));
    }

    /** Something happened to a payment that was due at a time of the monotonic clock. */
    public ObjLongConsumer<Integer> happenings() {
        var topics = server.getBean(Topics.class);
        var versions = new long[payments.size()];
        return (payment, due) ->
                topics.offer(
                        FakeJournal.event(
                                payments.get(payment),
                                2 + versions[payment]++,
                                false,
                                PADDING + due),
                        Net.MESSAGE);
    }

    /** How many streams there are. */
    public long open() {
        return server.getBean(Topics.class).readers().count();
    }

    @Override
    public void close() {
        server.close();
    }
}
