package io.sluice.platform.sse;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** A bell with one listener: a ring that nobody waits for is kept, and many are one. */
public final class Bell {

    private static final Object SILENT = new Object();
    private static final Object RUNG = new Object();

    /** Silent, rung, or what whoever waits is woken by. */
    private final AtomicReference<Object> state = new AtomicReference<>(SILENT);

    /** Wakes whoever waits. */
    public void ring() {
        var before = state.getAndUpdate(it -> it instanceof Runnable ? SILENT : RUNG);
        if (before instanceof Runnable waiting) {
            waiting.run();
        }
    }

    /** Completes at the next ring, or at once if it rang since the last wait. */
    public Mono<Void> rung() {
        return Mono.create(waiting -> await(waiting::success));
    }

    /** Runs {@code listener} at the next ring, or at once if it rang since the last wait. */
    void await(Runnable listener) {
        if (!state.compareAndSet(SILENT, listener)) {
            state.set(SILENT);
            listener.run();
        }
    }
}
