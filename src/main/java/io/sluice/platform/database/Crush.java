package io.sluice.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * Lets only so many units on demand be at work or wait for a connection. Whoever comes when it is
 * full would wait longer than an answer is worth, and have all others wait longer, too.
 */
final class Crush {

    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    private final Counter refused;

    Crush(int most, MeterRegistry meters) {
        this.most = most;
        this.refused = meters.counter("sluice.database.units.refused");
        Gauge.builder("sluice.database.units.on.demand", inside::get).register(meters);
    }

    /** Runs {@code unit}, which nobody cancels; fails at once when there is no room for it. */
    <T> Mono<T> admit(Mono<T> unit) {
        return Mono.defer(() ->
                enter() ? unit.doFinally(_ -> inside.decrementAndGet()) : Mono.error(refuse()));
    }

    private boolean enter() {
        if (inside.incrementAndGet() <= most) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    private DatabaseFailure refuse() {
        refused.increment();
        return new DatabaseFailure.Overloaded();
    }
}
