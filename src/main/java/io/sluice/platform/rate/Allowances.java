package io.sluice.platform.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What is left to each of a kind. Of a busy one most requests are decided here: Redis is told of
 * them together, ten times a second or when they are a fiftieth of what may be.
 */
final class Allowances {

    /** Of more, some would be whole again before their time; Redis forgets by itself. */
    private static final int MOST = 100_000;

    private static final int SHARE = 50;
    private static final Duration UNTOLD = Duration.ofMillis(100);

    private final AsyncProxyManager<String> buckets;
    private final String prefix;
    private final Quota quota;
    private final Optimization sparing;
    private final Cache<String, Allowance> known;

    Allowances(AsyncProxyManager<String> buckets, RateKind kind, Quota quota) {
        this.buckets = buckets;
        this.prefix = prefix(kind, quota);
        this.quota = quota;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfterAccess(quota.window().plus(UNTOLD))
                        .build();
        this.sparing =
                Optimizations.delaying(
                        new DelayParameters(Math.max(1, quota.requests() / SHARE), UNTOLD));
    }

    Allowance of(String name) {
        return known.get(name, this::whole);
    }

    /** With the quota, for Redis would keep to the one that a bucket began with. */
    private static String prefix(RateKind kind, Quota quota) {
        return "sluice:rate:%s:%d/%ds:"
                .formatted(kind.word(), quota.requests(), quota.window().toSeconds());
    }

    private Allowance whole(String name) {
        var shared = buckets.builder().withOptimization(sparing);
        return new Allowance(shared.build(prefix + name, this::bucket), local());
    }

    /** Of a quota without a limit there is none, and nobody asks. */
    private CompletableFuture<BucketConfiguration> bucket() {
        return CompletableFuture.completedFuture(quota.bucket());
    }

    private Bucket local() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(quota.requests())
                                .refillGreedy(quota.requests(), quota.window()))
                .withCustomTimePrecision(TimeMeter.SYSTEM_MILLISECONDS)
                .build();
    }
}
