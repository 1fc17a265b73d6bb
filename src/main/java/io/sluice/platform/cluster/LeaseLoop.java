package io.sluice.platform.cluster;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Asks for a lease again and again, and does the job while it is ours. It is renewed three times in
 * its life; when no renewal was answered until its end, we take it for lost without being told.
 */
final class LeaseLoop {

    private static final Logger log = LoggerFactory.getLogger(LeaseLoop.class);

    private final Leases leases;
    private final Duration duration;
    private final Duration third;
    private final InstantSource clock;

    LeaseLoop(Leases leases, Duration duration, InstantSource clock) {
        this.leases = leases;
        this.duration = duration;
        this.third = duration.dividedBy(3);
        this.clock = clock;
    }

    Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
        return Flux.defer(() -> hold(name, job, new JobTrouble(name, clock)));
    }

    private Flux<Void> hold(String name, LongFunction<Publisher<Void>> job, JobTrouble trouble) {
        return Flux.usingWhen(
                        leases.acquire(name, duration),
                        term -> inTerm(name, term, job),
                        term -> leases.release(name, term))
                .onErrorResume(trouble::reported)
                .repeatWhen(rounds -> rounds.concatMap(_ -> Mono.delay(pause())));
    }

    private Flux<Void> inTerm(String name, long term, LongFunction<Publisher<Void>> job) {
        return Flux.defer(() -> job.apply(term))
                .doOnSubscribe(_ -> log.info("Lease taken: name={} term={}", name, term))
                .takeUntilOther(untilLost(name, term));
    }

    private Mono<Void> untilLost(String name, long term) {
        return Mono.defer(() -> kept(name, term))
                .repeat()
                .takeWhile(kept -> kept)
                .then()
                .doOnSuccess(_ -> log.warn("Lease lost: name={} term={}", name, term));
    }

    /** One third of the lease later: whether it is still ours. */
    private Mono<Boolean> kept(String name, long term) {
        return Mono.delay(third)
                .then(Mono.defer(() -> leases.renew(name, term, duration)))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, third.dividedBy(4)).jitter(0.5))
                .timeout(duration)
                .onErrorReturn(false);
    }

    /** Between a tenth and a fifth of the lease, so that replicas do not ask in step. */
    private Duration pause() {
        long tenth = duration.toMillis() / 10;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(tenth, 2 * tenth + 1));
    }
}
