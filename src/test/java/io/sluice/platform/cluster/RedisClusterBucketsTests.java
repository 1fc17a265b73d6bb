package io.sluice.platform.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.lettuce.core.resource.ClientResources;
import io.sluice.sandbox.SandboxRedisCluster;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@ExtendWith(SharedCluster.class)
class RedisClusterBucketsTests {

    private final ClientResources resources = RedisClients.resources();
    private final RedisLine line = new RedisLine(ofSeconds(5));
    private final RedisClusterBus bus;

    RedisClusterBucketsTests(SandboxRedisCluster cluster) {
        bus = SharedCluster.bus(resources, cluster, line);
    }

    @AfterEach
    void stop() {
        bus.close();
        var _ = resources.shutdown();
    }

    @Test
    void countsWhicheverMasterServesTheName() {
        var names = List.of("count-a", "count-b", "count-c", "count-d", "count-e", "count-f");
        var two =
                BucketConfiguration.builder()
                        .addLimit(it -> it.capacity(2).refillGreedy(2, ofHours(1)))
                        .build();

        var taken =
                Flux.fromIterable(names)
                        .concatMap(name -> take(name, two).repeat(2))
                        .collectList()
                        .blockOptional(ofSeconds(30))
                        .orElseThrow();

        assertThat(taken).hasSize(18);
        for (var at = 0; at < 18; at++) {
            assertThat(taken.get(at)).isEqualTo(at % 3 < 2);
        }
    }

    private Mono<Boolean> take(String name, BucketConfiguration limit) {
        var bucket =
                RedisBuckets.over(line)
                        .builder()
                        .build(name, () -> CompletableFuture.completedFuture(limit));
        return Mono.fromFuture(() -> bucket.tryConsume(1))
                .retryWhen(Retry.fixedDelay(100, ofSeconds(1).dividedBy(10)));
    }
}
