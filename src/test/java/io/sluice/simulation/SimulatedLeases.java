package io.sluice.simulation;

import io.sluice.platform.cluster.LeaseLost;
import io.sluice.platform.cluster.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leases in memory, for one replica; the world sees to it that they are renewed. */
public final class SimulatedLeases implements Leases {

    private final SimulatedDatabase database;
    private final Table<String, Lease> leases;

    /** A lease as it is kept. */
    public record Lease(long term, Instant expiresAt) {}

    public SimulatedLeases(SimulatedDatabase database, Table<String, Lease> leases) {
        this.database = database;
        this.leases = leases;
    }

    @Override
    public Mono<Long> acquire(String name, Duration duration) {
        return database.statement(unit -> {
            var held = leases.find(unit, name);
            if (held != null && held.expiresAt().isAfter(now())) {
                return null;
            }
            var term = held == null ? 1 : held.term() + 1;
            leases.put(unit, name, new Lease(term, now().plus(duration)));
            return term;
        });
    }

    @Override
    public Mono<Boolean> renew(String name, long term, Duration duration) {
        return database.statement(unit -> {
            var current = isCurrent(unit, name, term);
            if (current) {
                leases.put(unit, name, new Lease(term, now().plus(duration)));
            }
            return current;
        });
    }

    @Override
    public Mono<Void> release(String name, long term) {
        return database.statement(unit -> {
            if (isCurrent(unit, name, term)) {
                leases.put(unit, name, new Lease(term, now()));
            }
            return null;
        });
    }

    @Override
    public Mono<Void> guard(String name, long term) {
        return database.statement(unit -> {
            if (database.server().is(Flaw.CURSOR_NOT_COMPARED)) {
                return null;
            }
            if (!isCurrent(unit, name, term)) {
                throw new LeaseLost(name, term);
            }
            leases.share(unit, name);
            return null;
        });
    }

    @Override
    public Flux<Void> hold(String name, LongFunction<Publisher<Void>> job) {
        throw new UnsupportedOperationException("a world of one thread has no loops");
    }

    private boolean isCurrent(Transaction unit, String name, long term) {
        var held = leases.find(unit, name);
        return held != null && held.term() == term && held.expiresAt().isAfter(now());
    }

    private Instant now() {
        return database.server().clock().instant();
    }
}
