package io.sluice.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.sluice.sandbox.SandboxRedisCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@ExtendWith(SharedCluster.class)
class RedisClusterBlackboardTests extends BlackboardContract {

    private final ClientResources resources = RedisClients.resources();
    private final RedisLine line = new RedisLine(ofSeconds(5));
    private final RedisClusterBus bus;
    private final Blackboard board = new RedisBlackboard(line);

    RedisClusterBlackboardTests(SandboxRedisCluster cluster) {
        for (var master : cluster.masters()) {
            var _ = master.command("FLUSHALL");
        }
        bus = SharedCluster.bus(resources, cluster, line);
        var _ =
                Mono.defer(() -> board.read("any"))
                        .retryWhen(Retry.fixedDelay(100, ofMillis(100)))
                        .block(ofSeconds(10));
    }

    @AfterEach
    void stop() {
        bus.close();
        var _ = resources.shutdown();
    }

    @Override
    Blackboard board() {
        return board;
    }

    @Test
    void keepsValuesWhicheverMasterServesTheirKeys() {
        var keys = List.of("a", "b", "c", "d", "e", "f", "g", "h");

        var _ =
                Flux.fromIterable(keys)
                        .concatMap(it -> board.write(it, it.getBytes(UTF_8), ofSeconds(60)))
                        .blockLast(ofSeconds(5));

        assertThat(
                        Flux.fromIterable(keys)
                                .concatMap(board::read)
                                .map(it -> new String(it, UTF_8))
                                .collectList()
                                .block(ofSeconds(5)))
                .isEqualTo(keys);
    }
}
