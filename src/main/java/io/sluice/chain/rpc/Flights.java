package io.sluice.chain.rpc;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Lets those who ask one node the same at the same time wait for one answer. */
final class Flights {

    private final Map<Object, Mono<?>> inFlight = new ConcurrentHashMap<>();

    /** Cancelled when nobody waits any more; who comes just then asks alone. */
    <T> Mono<T> join(RpcCall<?> call, Supplier<Mono<T>> ask) {
        return Mono.defer(() -> flight(call, ask))
                .onErrorResume(CancellationException.class, _ -> ask.get());
    }

    @SuppressWarnings("unchecked")
    private <T> Mono<T> flight(RpcCall<?> call, Supplier<Mono<T>> ask) {
        return (Mono<T>) inFlight.computeIfAbsent(call, key -> fly(key, ask.get()));
    }

    private <T> Mono<T> fly(Object key, Mono<T> asked) {
        return asked.doFinally(_ -> inFlight.remove(key)).share();
    }
}
