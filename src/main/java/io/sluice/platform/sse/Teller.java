package io.sluice.platform.sse;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells one client its story. Nothing is pushed to it: when there is room for a frame the next one
 * is looked up. Frames are taken one after the other; only the bell, the beat and the last words
 * come from outside.
 */
public final class Teller {

    /** So many beats a client may take nothing, or not take its last words. */
    private static final int STUCK = 10;

    private static final int SLOW = 2;

    private final Story story;
    private final BooleanSupplier room;
    private final Bell bell = new Bell();
    private volatile int stuckFor;

    /** Whether a frame was taken since the last beat: who reads slowly is not stuck. */
    private volatile boolean taken;

    private volatile boolean over;
    private volatile int quietFor;
    private volatile boolean beatDue;
    private volatile byte @Nullable [] lastWords;
    private volatile Ending ending = Ending.CLIENT;

    /**
     * Says nothing yet.
     *
     * @param room whether the client has taken what it was told
     */
    public Teller(Story story, BooleanSupplier room) {
        this.story = story;
        this.room = room;
    }

    /** The stream as promises, each to be asked for when the one before was handed over. */
    public Flux<Mono<byte[]>> frames() {
        return Flux.generate(sink -> {
            if (over) {
                sink.complete();
            } else {
                sink.next(Mono.defer(this::next));
            }
        });
    }

    /** There may be something new, or room again. */
    public void wake() {
        bell.ring();
    }

    /** Ends the stream with {@code words}; the first to do so is heard. */
    public void finish(byte[] words) {
        finish(words, Ending.TOLD);
    }

    /** Ends the stream with {@code words}, because another goes on in its place. */
    public void giveWay(byte[] words) {
        finish(words, Ending.REPLACED);
    }

    synchronized void finish(byte[] words, Ending why) {
        if (lastWords == null) {
            ending = why;
            lastWords = words;
        }
        bell.ring();
    }

    /** Its client is cut off. */
    void giveUp() {
        ending = Ending.STUCK;
        over = true;
    }

    /** Why it ended, once it has. */
    Ending ending() {
        return over ? ending : Ending.CLIENT;
    }

    String name() {
        return story.name();
    }

    /** One beat of the clock; after {@code patience} quiet ones a heartbeat is due. */
    public void beat(int patience) {
        var waits = over || lastWords != null || !room.getAsBoolean();
        stuckFor = waits && !taken ? stuckFor + 1 : 0;
        taken = false;
        quietFor = Math.min(patience, quietFor + 1);
        beatDue = beatDue || quietFor == patience;
        if (beatDue || story.changesWithTime()) {
            bell.ring();
        }
    }

    /** Whether the client has taken nothing for longer than a busy moment. */
    public boolean isSlow() {
        return stuckFor >= SLOW;
    }

    /** Whether the client takes nothing, so that no word of ours will end its stream. */
    public boolean isStuck() {
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
        var missing = missing();
        return (missing == null ? bell.rung() : missing).then(Mono.fromSupplier(this::poll));
    }

    /**
     * Fetches what there is room for and the story cannot tell without; null if that is nothing.
     */
    @Nullable Mono<Void> missing() {
        return room.getAsBoolean() ? story.missing() : null;
    }

    /** Runs {@code listener} once, when there may be something new, or room again. */
    void whenWoken(Runnable listener) {
        bell.await(listener);
    }

    /** Whether the last frame was taken. */
    boolean isOver() {
        return over;
    }

    /** The next frame, taken; null while there is none, or no room. */
    byte @Nullable [] poll() {
        var frame = choose();
        if (frame != null) {
            taken = true;
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
        var frame = story.next();
        if (frame != null && story.isOver()) {
            ending = Ending.TOLD;
            over = true;
        }
        return frame == null && beatDue ? Frames.heartbeat() : frame;
    }
}
