package io.sluice.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client's place in what is said about a payment. Nothing is pushed to it: when the client has
 * taken a frame the next one is looked up, so that a slow client costs a place and no queue. Frames
 * are taken one after the other; only the bell, the beat and the last words come from outside.
 */
final class Reader {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Topic topic;
    private final Audience audience;
    private final StreamMode mode;
    private final Bell bell = new Bell();
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private long sent;
    private Topic.@Nullable Depth said;
    private boolean over;
    private volatile int quietFor;
    private volatile boolean beatDue;
    private volatile byte @Nullable [] lastWords;

    Reader(Topic topic, Audience audience, StreamMode mode) {
        this.topic = topic;
        this.audience = audience;
        this.mode = mode;
    }

    Topic topic() {
        return topic;
    }

    /** Settles where this reader stands: after what it has, or at the newest state. */
    void begin(byte[] retry, Told head, OptionalLong lastId) {
        ready.add(retry);
        if (mode == StreamMode.LOG && lastId.isPresent()) {
            sent = lastId.getAsLong();
        } else {
            ready.add(head.snapshot(audience));
            sent = head.version();
        }
    }

    /** The stream as promises, each to be asked for when the one before was delivered. */
    Flux<Mono<byte[]>> frames() {
        return Flux.generate(sink -> {
            if (over) {
                sink.complete();
            } else {
                sink.next(Mono.defer(this::next));
            }
        });
    }

    void wake() {
        bell.ring();
    }

    /** Ends the stream with {@code words}; the first to do so is heard. */
    void finish(byte[] words) {
        if (lastWords == null) {
            lastWords = words;
        }
        bell.ring();
    }

    /** One beat of the clock; after {@code patience} quiet ones a heartbeat is due. */
    void beat(int patience) {
        quietFor = Math.min(patience, quietFor + 1);
        if (quietFor == patience) {
            beatDue = true;
            bell.ring();
        }
    }

    private Mono<byte[]> next() {
        var frame = poll();
        if (frame != null) {
            return Mono.just(frame);
        }
        if (over) {
            return Mono.empty();
        }
        return isBehind() ? topic.after(sent).transform(this::refilled) : rung();
    }

    private Mono<byte[]> rung() {
        return bell.rung().then(Mono.fromSupplier(this::poll));
    }

    /** While the journal does not answer the client keeps its place; we ask again after a pause. */
    private Mono<byte[]> refilled(Mono<List<Told>> page) {
        return page.filter(events -> !events.isEmpty())
                .doOnNext(this::keep)
                .onErrorComplete()
                .switchIfEmpty(Mono.delay(PAUSE).thenReturn(List.of()))
                .then(Mono.fromSupplier(this::poll));
    }

    private void keep(List<Told> page) {
        for (var event : page) {
            ready.add(event.live(audience));
            sent = event.version();
        }
    }

    private byte @Nullable [] poll() {
        var frame = choose();
        if (frame != null) {
            quietFor = 0;
            beatDue = false;
        }
        return frame;
    }

    private byte @Nullable [] choose() {
        if (over) {
            return null;
        }
        if (lastWords != null) {
            over = true;
            return lastWords;
        }
        var frame = ready.poll();
        if (frame == null) {
            frame = newest();
        }
        if (frame == null) {
            frame = depth();
        }
        return frame == null && beatDue ? Frames.HEARTBEAT : frame;
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
            over = true;
            return Frames.CLOSED;
        }
        return null;
    }

    private byte @Nullable [] depth() {
        var depth = topic.depth();
        if (depth == null || depth.version() != sent || depth.equals(said)) {
            return null;
        }
        said = depth;
        return depth.progress() == null ? null : Frames.progress(depth.progress());
    }

    /** In log mode, whether the newest event is not the next one. */
    private boolean isBehind() {
        var head = topic.head();
        return mode == StreamMode.LOG && head != null && head.version() > sent + 1;
    }
}
