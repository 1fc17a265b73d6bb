package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxRedis;

/** Counts that replicas share, as one replica sees them. */
public final class SharedBucketsForTests implements AutoCloseable {

    private final ClientResources resources = RedisClients.resources();
    private final RedisLine line = new RedisLine(ofMillis(200));
    private final RedisBus bus;

    private SharedBucketsForTests(SandboxRedis redis) {
        bus =
                new RedisBus(
                        RedisClients.client(resources, ofMillis(200), Authorities.system()),
                        RedisURI.create(redis.url()),
                        line);
    }

    /** A replica's, which is connected. */
    public static SharedBucketsForTests in(SandboxRedis redis) {
        var shared = new SharedBucketsForTests(redis);
        shared.bus.start();
        Eventually.holds(ofSeconds(20), shared::isConnected);
        return shared;
    }

    /** A replica's that never reached Redis. */
    public static AsyncProxyManager<String> unreachable() {
        return RedisBuckets.over(new RedisLine(ofMillis(200)));
    }

    public AsyncProxyManager<String> buckets() {
        return RedisBuckets.over(line);
    }

    /** Until when Redis keeps a key, in milliseconds. */
    public long lifetime(String key) {
        return line.send(it -> it.pttl(key)).blockOptional(ofSeconds(5)).orElseThrow();
    }

    private boolean isConnected() {
        return line.send(it -> it.exists("any"))
                .map(_ -> true)
                .onErrorReturn(false)
                .blockOptional(ofSeconds(5))
                .orElseThrow();
    }

    @Override
    public void close() {
        bus.close();
        var _ = resources.shutdown();
    }
}
