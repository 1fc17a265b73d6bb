package io.sluice.chain.evm;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** When a node is asked next: in its rhythm, or sooner when there is a reason to. */
final class Turns {

    /** However many reasons there are, a node is not asked much more often than else. */
    private static final int AT_MOST_PER_POLL = 20;

    private final Duration least;
    private final AtomicBoolean hastened = new AtomicBoolean();
    private final Sinks.Many<Boolean> reasons = Sinks.many().multicast().directBestEffort();

    Turns(Duration poll) {
        this.least = poll.dividedBy(AT_MOST_PER_POLL);
    }

    /** The node is asked now: it will know all there was a reason for. */
    void begin() {
        hastened.set(false);
    }

    /** There is a reason to ask sooner. */
    void hasten() {
        hastened.set(true);
        var _ = reasons.tryEmitNext(true);
    }

    /** Ends after {@code pause}, or soon when there is a reason; one that came before is kept. */
    Mono<Boolean> next(Duration pause) {
        var reason = reasons.asFlux().next();
        var earlier = Mono.defer(() -> hastened.get() ? Mono.just(true) : Mono.never());
        var rest = Mono.delay(pause.minus(least)).thenReturn(false);
        return Mono.delay(least).then(Mono.firstWithSignal(reason, earlier, rest));
    }
}
