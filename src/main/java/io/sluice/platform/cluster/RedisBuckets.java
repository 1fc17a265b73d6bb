package io.sluice.platform.cluster;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What Bucket4j asks of Redis, over our line: it goes to one server or to a cluster. Nothing here
 * may throw, for those who ask together would wait for ever.
 *
 * @param <K> names, of which Bucket4j makes arrays that are of objects
 */
final class RedisBuckets<K> implements RedisApi<K> {

    private static final Duration FULL = Duration.ofSeconds(10);

    private final RedisLine line;

    RedisBuckets(RedisLine line) {
        this.line = line;
    }

    /** Buckets that are forgotten when they have been full for a while. */
    static AsyncProxyManager<String> over(RedisLine line) {
        return new LettuceBasedProxyManagerBuilder<>(new RedisBuckets<String>(line))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FULL))
                .build()
                .asAsync();
    }

    @Override
    public <V> RedisFuture<V> eval(
            String script, ScriptOutputType output, K[] keys, byte[][] values) {
        var names = Stream.of(keys).map(Object::toString).toArray(String[]::new);
        return line.begin(it -> it.eval(script, output, names, values));
    }

    @Override
    public RedisFuture<byte[]> get(K key) {
        return line.begin(it -> it.get(key.toString()));
    }

    @Override
    public RedisFuture<?> delete(K key) {
        return line.begin(it -> it.del(key.toString()));
    }
}
