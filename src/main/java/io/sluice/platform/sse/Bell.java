package io.sluice.platform.sse;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A bell with one listener: a ring that nobody waits for is kept, and many are one. */
public final class Bell {

    private static final Object SILENT = new Object();
    private static final Object RUNG = new Object();

    /** Silent, rung, or the sink of whoever waits. */
    private final AtomicReference<Object> state = new AtomicReference<>(SILENT);

    /** Wakes whoever waits. */
    public void ring() {
        var before = state.getAndUpdate(it -> it instanceof MonoSink ? SILENT : RUNG);
        if (before instanceof MonoSink<?> waiting) {
            waiting.success();
        }
    }

    /** Completes at the next ring, or at once if it rang since the last wait. */
    public Mono<Void> rung() {
        return Mono.create(this::await);
    }

    private void await(MonoSink<Void> listener) {
        if (!state.compareAndSet(SILENT, listener)) {
            state.set(SILENT);
            listener.success();
        }
    }
}
