package io.sluice.status;

import io.sluice.platform.sse.Bell;
import io.sluice.platform.sse.Frames;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client that is told about a payment. Nothing is pushed to it: when there is room for a frame
 * the next one is looked up, so that a slow client costs a place and no queue. Frames are taken one
 * after the other; only the bell, the beat and the last words come from outside.
 */
final class Reader {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** So many beats a client may take nothing, or not take its last words. */
    private static final int STUCK = 10;

    private final Topic topic;
    private final Place place;
    private final BooleanSupplier room;
    private final Bell bell = new Bell();
    private int stuckFor;
    private volatile boolean over;
    private volatile int quietFor;
    private volatile boolean beatDue;
    private volatile byte @Nullable [] lastWords;

    Reader(Topic topic, Audience audience, StreamMode mode, BooleanSupplier room) {
        this.topic = topic;
        this.place = new Place(topic, audience, mode);
        this.room = room;
    }

    Topic topic() {
        return topic;
    }

    /** Settles where this reader stands: after what it has, or at the newest state. */
    void begin(byte[] retry, Told head, OptionalLong lastId) {
        place.begin(retry, head, lastId);
    }

    /** The stream as promises, each to be asked for when the one before was handed over. */
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
        var ending = over || lastWords != null;
        stuckFor = ending || !room.getAsBoolean() ? stuckFor + 1 : 0;
        quietFor = Math.min(patience, quietFor + 1);
        if (quietFor == patience) {
            beatDue = true;
            bell.ring();
        }
    }

    /** Whether the client takes nothing, so that no word of ours will end its stream. */
    boolean isStuck() {
        return stuckFor >= STUCK;
    }

    private Mono<byte[]> next() {
        var frame = poll();
        if (frame != null) {
            return Mono.just(frame);
        }
        if (over) {
            return Mono.empty();
        }
        return room.getAsBoolean() && place.isBehind()
                ? topic.after(place.sent()).transform(this::refilled)
                : rung();
    }

    private Mono<byte[]> rung() {
        return bell.rung().then(Mono.fromSupplier(this::poll));
    }

    /** While the journal does not answer the client keeps its place; we ask again after a pause. */
    private Mono<byte[]> refilled(Mono<List<Told>> page) {
        return page.filter(events -> !events.isEmpty())
                .doOnNext(place::keep)
                .onErrorComplete()
                .switchIfEmpty(Mono.delay(PAUSE).thenReturn(List.of()))
                .then(Mono.fromSupplier(this::poll));
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
        if (over || !room.getAsBoolean()) {
            return null;
        }
        if (lastWords != null) {
            over = true;
            return lastWords;
        }
        var frame = place.next();
        over = place.isClosed();
        return frame == null && beatDue ? Frames.heartbeat() : frame;
    }
}
