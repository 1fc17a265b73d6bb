package io.sluice.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Runs work that no cancel can reach. A cancelled statement leaves the driver's connection one
 * answer behind, and its next user believes what was never said to it; so whoever loses interest
 * only stops listening.
 */
final class Detached {

    private static final Logger log = LoggerFactory.getLogger(Detached.class);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final AtomicInteger running = new AtomicInteger();
    private final Counter unheard;

    Detached(MeterRegistry meters) {
        this.unheard = meters.counter("sluice.database.unheard.failures");
        Gauge.builder("sluice.database.units.running", running::get).register(meters);
    }

    /** Runs {@code work} to its end, whatever becomes of who subscribes. */
    <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> {
            var listening = new AtomicBoolean(true);
            return Mono.fromFuture(start(work.contextWrite(context), listening), true)
                    .doOnCancel(() -> listening.set(false));
        });
    }

    /** Runs {@code work}, for which nobody waits, away from the caller's thread. */
    void launch(Mono<Void> work, ContextView context) {
        var elsewhere = work.subscribeOn(Schedulers.parallel()).contextWrite(context);
        var _ = start(elsewhere, new AtomicBoolean(false));
    }

    /** Completes when nothing runs any more. */
    Mono<Void> drained() {
        return Flux.interval(Duration.ZERO, GLANCE).takeUntil(_ -> running.get() == 0).then();
    }

    private <T> CompletableFuture<@Nullable T> start(Mono<T> work, AtomicBoolean listening) {
        running.incrementAndGet();
        return work.onErrorResume(
                        _ -> !listening.get(),
                        failure -> {
                            unheard.increment();
                            log.warn("Database work failed and nobody was listening.", failure);
                            return Mono.empty();
                        })
                .doFinally(_ -> running.decrementAndGet())
                .toFuture();
    }
}
