package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.platform.http.ApiJson;
import io.sluice.platform.sse.Frames;
import io.sluice.platform.sse.Story;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How far one client was told what happens to a payment, and what comes next for it. */
final class Place implements Story {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final byte[] CLOSED =
            Frames.event("end", "{\"reason\":\"closed\"}".getBytes(UTF_8));

    private final Topic topic;
    private final Audience audience;
    private final StreamMode mode;

    /** Often there is none, for as long as a stream is open. */
    private @Nullable Queue<byte[]> ready;

    private long begunNanos;
    private long sent;
    private Topic.@Nullable Depth said;
    private boolean closed;
    private volatile boolean numbered;

    Place(Topic topic, Audience audience, StreamMode mode) {
        this.topic = topic;
        this.audience = audience;
        this.mode = mode;
    }

    void begin(byte[] retry, Told head, OptionalLong lastId) {
        begunNanos = System.nanoTime();
        add(retry);
        if (mode == StreamMode.LOG && lastId.isPresent()) {
            sent = lastId.getAsLong();
        } else {
            add(head.snapshot(audience));
            advance(head);
        }
    }

    @Override
    public String name() {
        return mode.streamName();
    }

    /** Whether the client is told an id, by now or next. */
    boolean isNumbered() {
        return numbered;
    }

    /** Whether the client was told that nothing more comes. */
    @Override
    public boolean isOver() {
        return closed;
    }

    /** While the journal does not answer the client keeps its place; it is asked after a pause. */
    @Override
    public @Nullable Mono<Void> missing() {
        return isBehind()
                ? topic.after(sent)
                        .filter(events -> !events.isEmpty())
                        .doOnNext(this::keep)
                        .onErrorComplete()
                        .switchIfEmpty(Mono.delay(PAUSE).thenReturn(List.of()))
                        .then()
                : null;
    }

    /** What the client is told next; null when it knows everything, or is behind. */
    @Override
    public byte @Nullable [] next() {
        var frame = ready();
        if (frame == null) {
            frame = newest();
        }
        return frame == null ? depth() : frame;
    }

    /** In log mode, whether the newest event is not the next one. */
    private boolean isBehind() {
        var head = topic.head();
        return mode == StreamMode.LOG && head != null && head.version() > sent + 1;
    }

    private void keep(List<Told> page) {
        for (var event : page) {
            add(event.live(audience));
            advance(event);
        }
    }

    private void add(byte[] frame) {
        if (ready == null) {
            ready = new ArrayDeque<>();
        }
        ready.add(frame);
    }

    private byte @Nullable [] ready() {
        if (ready == null) {
            return null;
        }
        var frame = ready.poll();
        if (ready.isEmpty()) {
            ready = null;
        }
        return frame;
    }

    private byte @Nullable [] newest() {
        var head = topic.head();
        if (head == null || isBehind()) {
            return null;
        }
        if (head.version() > sent) {
            measure(head);
            advance(head);
            return head.live(audience);
        }
        if (head.closed() && head.version() == sent) {
            closed = true;
            return CLOSED;
        }
        return null;
    }

    private void advance(Told event) {
        sent = event.version();
        numbered = true;
    }

    /** What was known before this client came is late for no fault of ours. */
    private void measure(Told head) {
        if (head.heardNanos() - begunNanos > 0) {
            topic.meters().told(head.id(), head.heardNanos(), head.version() - sent - 1);
        }
    }

    private byte @Nullable [] depth() {
        var depth = topic.depth();
        if (depth == null || depth.version() != sent || depth.equals(said)) {
            return null;
        }
        said = depth;
        return depth.progress() == null
                ? null
                : Frames.event("progress", ApiJson.bytes(depth.progress()));
    }
}
