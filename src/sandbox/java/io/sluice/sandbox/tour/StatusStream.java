package io.sluice.sandbox.tour;

import io.sluice.sandbox.EventReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every state of a payment that its stream tells, heard as it comes: waiting for one may end. */
final class StatusStream implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BlockingQueue<Optional<JsonNode>> heard = new LinkedBlockingQueue<>();
    private final EventReader events;

    private StatusStream(EventReader events) {
        this.events = events;
    }

    /** Listens from now on. */
    static StatusStream of(Stream<String> lines) {
        var stream = new StatusStream(new EventReader(lines));
        Thread.ofVirtual().name("status stream").start(stream::listen);
        return stream;
    }

    /** The next state; empty when there is none within {@code patience}, or the stream is over. */
    Optional<JsonNode> next(Duration patience) {
        try {
            var next = heard.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            return next == null ? Optional.empty() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        events.close();
    }

    private void listen() {
        try {
            while (true) {
                hear(events.next());
            }
        } catch (NoSuchElementException | UncheckedIOException _) {
            heard.add(Optional.empty());
        }
    }

    private void hear(EventReader.Event event) {
        if (event.name().equals("snapshot") || event.name().equals("payment")) {
            heard.add(Optional.of(JSON.readTree(event.data()).path("data")));
        }
    }
}
