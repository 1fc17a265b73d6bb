package io.sluice.e2e;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.SseListener;
import io.sluice.SseListener.Heard;
import io.sluice.e2e.Order.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Follows one payment after the other to its end, on whichever replica lives. */
final class StreamFollower {

    private static final Duration PATIENCE = ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What was heard of each payment, in order. */
    final Map<Order, List<Heard>> told = new ConcurrentHashMap<>();

    private final PatientClient client;
    private final AtomicReference<@Nullable Order> next = new AtomicReference<>();
    private int connections;

    StreamFollower(PatientClient client) {
        this.client = client;
    }

    /** Is followed next, unless it is left open or another one is opened before. */
    void offer(Order order) {
        if (order.plan != Plan.LEAVE) {
            next.set(order);
        }
    }

    void follow() {
        var order = next.getAndSet(null);
        if (order == null) {
            Pause.of(ofMillis(20));
        } else {
            followToItsEnd(order);
        }
    }

    /** How many streams it took to follow how many payments. */
    String tally() {
        return "%d payments followed on %d streams".formatted(told.size(), connections);
    }

    private void followToItsEnd(Order order) {
        var heard = new ArrayList<Heard>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!hearsTheEnd(order, heard)) {
            assertThat(System.nanoTime())
                    .as("%s, of which was heard %s", order, heard)
                    .isLessThan(end);
            Pause.of(ofMillis(100));
        }
        told.put(order, List.copyOf(heard));
    }

    private boolean hearsTheEnd(Order order, List<Heard> heard) {
        var last = heard.isEmpty() ? 0 : Long.parseLong(heard.getLast().id());
        var stream = client.listen(order.path() + "/stream?mode=log", last);
        return stream.isPresent() && hearsTheEnd(stream.get(), heard);
    }

    private boolean hearsTheEnd(SseListener stream, List<Heard> heard) {
        try (stream) {
            if (stream.status() != 200) {
                return stream.status() == 204;
            }
            connections++;
            return hears(stream, heard);
        }
    }

    /** Whether it was told that nothing more comes before the stream ended. */
    private static boolean hears(SseListener stream, List<Heard> heard) {
        var read = 0;
        while (true) {
            var ended = stream.ended();
            var all = stream.heard();
            all.subList(read, all.size()).forEach(it -> note(it, heard));
            read = all.size();
            var closed = all.stream().anyMatch(it -> it.event().equals("end"));
            if (closed || ended) {
                return closed;
            }
            Pause.of(ofMillis(20));
        }
    }

    /** Each event is the next one, whoever tells it. */
    private static void note(Heard it, List<Heard> heard) {
        if (it.id().isEmpty()) {
            return;
        }
        if (heard.isEmpty()) {
            assertThat(it.event()).isEqualTo("snapshot");
        } else {
            var next = Long.parseLong(heard.getLast().id()) + 1;
            assertThat(it.event()).isEqualTo("payment");
            assertThat(it.id()).as("after %s", heard).isEqualTo(Long.toString(next));
        }
        assertThat(JSON.readTree(it.data()).get("sequence").asString()).isEqualTo(it.id());
        heard.add(it);
    }
}
