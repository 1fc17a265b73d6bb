package io.sluice.platform.cluster;

import java.time.Duration;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which replica does a job that only one may do. Correctness never rests on a lease alone. */
public interface Leases {

    /** A new term of the lease, or empty while somebody (an older term of ours too) holds it. */
    Mono<Long> acquire(String name, Duration duration);

    /** True while {@code term} is still the current one; extends it. */
    Mono<Boolean> renew(String name, long term, Duration duration);

    /** Gives the lease back, so that another replica need not wait for its end. */
    Mono<Void> release(String name, long term);

    /**
     * To be the first statement of each guarded unit: the lease cannot move before the unit ends.
     * Fails with {@link LeaseLost} when {@code term} is over.
     */
    Mono<Void> guard(String name, long term);

    /**
     * Whenever the lease is ours, runs {@code job} with its term; stops the job when the lease is
     * lost, starts it again in the next term, also after it failed. Never ends by itself.
     */
    Flux<Void> hold(String name, LongFunction<Publisher<Void>> job);
}
