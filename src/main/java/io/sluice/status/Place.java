package io.sluice.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.platform.http.ApiJson;
import io.sluice.platform.sse.Frames;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** How far one client was told what happens to a payment, and what comes next for it. */
final class Place {

    private static final byte[] CLOSED =
            Frames.event("end", "{\"reason\":\"closed\"}".getBytes(UTF_8));

    private final Topic topic;
    private final Audience audience;
    private final StreamMode mode;
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private long sent;
    private Topic.@Nullable Depth said;
    private boolean closed;

    Place(Topic topic, Audience audience, StreamMode mode) {
        this.topic = topic;
        this.audience = audience;
        this.mode = mode;
    }

    void begin(byte[] retry, Told head, OptionalLong lastId) {
        ready.add(retry);
        if (mode == StreamMode.LOG && lastId.isPresent()) {
            sent = lastId.getAsLong();
        } else {
            ready.add(head.snapshot(audience));
            sent = head.version();
        }
    }

    long sent() {
        return sent;
    }

    /** Whether the client was told that nothing more comes. */
    boolean isClosed() {
        return closed;
    }

    /** In log mode, whether the newest event is not the next one. */
    boolean isBehind() {
        var head = topic.head();
        return mode == StreamMode.LOG && head != null && head.version() > sent + 1;
    }

    void keep(List<Told> page) {
        for (var event : page) {
            ready.add(event.live(audience));
            sent = event.version();
        }
    }

    /** What the client is told next; null when it knows everything, or is behind. */
    byte @Nullable [] next() {
        var frame = ready.poll();
        if (frame == null) {
            frame = newest();
        }
        return frame == null ? depth() : frame;
    }

    private byte @Nullable [] newest() {
        var head = topic.head();
        if (head == null || isBehind()) {
            return null;
        }
        if (head.version() > sent) {
            sent = head.version();
            return head.live(audience);
        }
        if (head.closed() && head.version() == sent) {
            closed = true;
            return CLOSED;
        }
        return null;
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
