package io.sluice.platform.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** Values within one JVM, which end by a clock of ours. */
public final class FakeBlackboard implements Blackboard {

    private final InstantSource clock;
    private final Map<String, Left> left = new ConcurrentHashMap<>();
    private volatile boolean away;

    public FakeBlackboard(InstantSource clock) {
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Left(byte[] value, Instant end) {}

    /** Fails from now on. */
    public void goAway() {
        away = true;
    }

    @Override
    public Mono<byte[]> read(String key) {
        return present()
                .then(Mono.fromSupplier(() -> left.get(key)))
                .filter(this::holds)
                .map(Left::value);
    }

    @Override
    public Mono<Void> write(String key, byte[] value, Duration lifetime) {
        return present().doOnSuccess(_ -> left.put(key, left(value, lifetime)));
    }

    @Override
    public Mono<Boolean> claim(String key, Duration lifetime) {
        return present().then(Mono.fromSupplier(() -> take(key, lifetime)));
    }

    private boolean take(String key, Duration lifetime) {
        var taken = new AtomicBoolean();
        left.compute(
                key,
                (_, before) -> {
                    if (before != null && holds(before)) {
                        return before;
                    }
                    taken.set(true);
                    return left(new byte[0], lifetime);
                });
        return taken.get();
    }

    private boolean holds(Left value) {
        return value.end().isAfter(clock.instant());
    }

    private Left left(byte[] value, Duration lifetime) {
        return new Left(value, clock.instant().plus(lifetime));
    }

    private Mono<Void> present() {
        return Mono.defer(
                () -> away ? Mono.error(new IllegalStateException("Redis is away")) : Mono.empty());
    }
}
