package io.sluice.payment.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Runs a job one run at a time, however often it is asked for: whoever asks while it runs has it
 * run once more, after that run and however many ask.
 */
final class OneAtATime {

    private final Mono<Void> job;
    private final AtomicInteger asked = new AtomicInteger();

    OneAtATime(Mono<Void> job) {
        this.job = job;
    }

    /** Completes at once when another run is under way, which then sees to it. */
    Mono<Void> run() {
        return Mono.defer(() -> asked.getAndIncrement() == 0 ? runs() : Mono.empty());
    }

    private Mono<Void> runs() {
        return Mono.defer(this::answeringAllSoFar)
                .repeat(() -> !asked.compareAndSet(1, 0))
                .then()
                .doFinally(this::release);
    }

    private Mono<Void> answeringAllSoFar() {
        asked.set(1);
        return job;
    }

    /** A run that was given up on must not keep the next one from starting. */
    private void release(SignalType end) {
        if (end != SignalType.ON_COMPLETE) {
            asked.set(0);
        }
    }
}
