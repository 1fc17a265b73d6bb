package io.sluice.payment;

import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.cluster.Leases;
import java.time.Duration;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every lease is ours, in the term the test says. */
public final class FakeLeases implements Leases {

    public volatile long term = 1;

    @Override
    public Mono<Long> acquire(String name, Duration duration) {
        return Mono.fromCallable(() -> term);
    }

    @Override
    public Mono<Boolean> renew(String name, long held, Duration duration) {
        return Mono.fromCallable(() -> held == term);
    }

    @Override
    public Mono<Void> release(String name, long held) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> guard(String name, long held) {
        return Mono.defer(
                () -> held == term ? Mono.empty() : Mono.error(new LeaseLost(name, held)));
    }

    @Override
    public Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
        return Flux.defer(() -> job.apply(term));
    }
}
