package io.sluice.platform.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes one request at a time off an allowance. While Redis is away or slow each replica goes by
 * its own count: nobody is kept waiting for it, and nobody is refused because of it.
 */
final class Limiter {

    private final Allowances allowances;
    private final Outage outage;
    private final Counter alone;
    private final Duration patience;

    /**
     * @param alone counts what was decided without the others
     * @param patience so long is Redis waited for
     */
    Limiter(Allowances allowances, Outage outage, Counter alone, Duration patience) {
        this.allowances = allowances;
        this.outage = outage;
        this.alone = alone;
        this.patience = patience;
    }

    Mono<ConsumptionProbe> take(String name) {
        return Mono.defer(() -> take(allowances.of(name)));
    }

    private Mono<ConsumptionProbe> take(Allowance allowance) {
        return outage.lasts() ? takeAlone(allowance) : takeTogether(allowance);
    }

    /** Redis answers on a thread of its own, on which no request is to be served. */
    private Mono<ConsumptionProbe> takeTogether(Allowance allowance) {
        var answer = allowance.shared().tryConsumeAndReturnRemaining(1);
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return Mono.just(answer.join());
        }
        return Mono.fromFuture(answer, true)
                .publishOn(Schedulers.parallel())
                .timeout(patience)
                .doOnNext(_ -> outage.ends())
                .doOnError(_ -> outage.begins())
                .onErrorResume(_ -> takeAlone(allowance));
    }

    private Mono<ConsumptionProbe> takeAlone(Allowance allowance) {
        return Mono.fromSupplier(() -> {
            alone.increment();
            return allowance.local().tryConsumeAndReturnRemaining(1);
        });
    }
}
