package io.sluice.platform.sse;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one client is told, frame by frame. It is looked up when there is room, so that a slow
 * client costs a place in a story and no queue. Asked by one thread at a time.
 */
public interface Story {

    /** What kind of stream it is, in metrics: one of few words. */
    String name();

    /** The next frame; null while there is nothing new, or something is {@link #missing}. */
    byte @Nullable [] next();

    /** Whether the last frame was the end. */
    default boolean isOver() {
        return false;
    }

    /** Whether there may be news that nobody rings for, only because time went on. */
    default boolean changesWithTime() {
        return false;
    }

    /**
     * Fetches what {@link #next} cannot tell without; null when that is nothing. Never fails: what
     * cannot be had now is missing still when it completes.
     */
    default @Nullable Mono<Void> missing() {
        return null;
    }
}
