package io.sluice.quote;

import io.sluice.platform.cluster.Blackboard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Values within one JVM, which end by a clock of ours. */
final class FakeBlackboard implements Blackboard {

    volatile boolean away;
    private final InstantSource clock;
    private final Map<String, Left> left = new ConcurrentHashMap<>();

    FakeBlackboard(InstantSource clock) {
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Left(byte[] value, Instant end) {}

    @Override
    public Mono<byte[]> read(String key) {
        return present()
                .then(Mono.fromSupplier(() -> left.get(key)))
                .filter(it -> it.end().isAfter(clock.instant()))
                .map(Left::value);
    }

    @Override
    public Mono<Void> write(String key, byte[] value, Duration lifetime) {
        return present()
                .doOnSuccess(_ -> left.put(key, new Left(value, clock.instant().plus(lifetime))));
    }

    @Override
    public Mono<Boolean> claim(String key, Duration lifetime) {
        return read(key)
                .hasElement()
                .flatMap(held ->
                        held
                                ? Mono.just(false)
                                : write(key, new byte[0], lifetime).thenReturn(true));
    }

    private Mono<Void> present() {
        return Mono.defer(
                () -> away ? Mono.error(new IllegalStateException("Redis is away")) : Mono.empty());
    }
}
