package io.sluice.platform.cluster;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Values in Redis, each with an end. */
final class RedisBlackboard implements Blackboard {

    private static final byte[] HELD = {1};

    private final RedisLine line;

    RedisBlackboard(RedisLine line) {
        this.line = line;
    }

    @Override
    public Mono<byte[]> read(String key) {
        return line.send(it -> it.get(key));
    }

    @Override
    public Mono<Void> write(String key, byte[] value, Duration lifetime) {
        return line.send(it -> it.set(key, value, SetArgs.Builder.px(lifetime))).then();
    }

    @Override
    public Mono<Boolean> claim(String key, Duration lifetime) {
        return line.send(it -> it.set(key, HELD, SetArgs.Builder.nx().px(lifetime))).hasElement();
    }
}
