package io.sluice.chain.rpc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** What all who use one node share: the way there, and what has been learnt of it. */
final class Endpoint {

    /** A call that was given up this late had its time. */
    private static final double ALL_PATIENCE = 0.95;

    private final String name;
    private final String operator;
    private final RpcWire wire;
    private final RpcReader reader;
    private final long patience;
    private final NodeHealth health = new NodeHealth();
    private final Gate gate;
    private final Flights flights = new Flights();
    private final AtomicLong ids = new AtomicLong();

    Endpoint(
            String name,
            String operator,
            RpcWire wire,
            RpcReader reader,
            Duration patience,
            LongSupplier nanos) {
        this.name = name;
        this.operator = operator;
        this.wire = wire;
        this.reader = reader;
        this.patience = (long) (ALL_PATIENCE * patience.toNanos());
        gate = new Gate(name, health, nanos);
    }

    String name() {
        return name;
    }

    String operator() {
        return operator;
    }

    NodeHealth health() {
        return health;
    }

    Gate gate() {
        return gate;
    }

    /** Fails with {@link RpcFailure} and nothing else. */
    <T> Mono<T> ask(RpcCall<T> call, Manner manner) {
        return call.isPinned() && !manner.alone()
                ? flights.join(call, () -> askAlone(call, manner))
                : askAlone(call, manner);
    }

    private <T> Mono<T> askAlone(RpcCall<T> call, Manner manner) {
        return Mono.defer(
                () -> {
                    var permit = gate.admit(call.methodClass(), manner);
                    return exchange(ids.incrementAndGet(), call)
                            .doOnSuccess(_ -> permit.succeeded())
                            .doOnError(permit::failed)
                            .doOnCancel(() -> permit.abandoned(patience));
                });
    }

    private <T> Mono<T> exchange(long id, RpcCall<T> call) {
        return wire.send(call.method(), reader.write(call.as(id)))
                .flatMap(carried -> reader.read(id, call.method(), carried, call.result()))
                .contextWrite(RpcWire.LOSER);
    }
}
