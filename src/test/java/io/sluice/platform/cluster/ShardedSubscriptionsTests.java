package io.sluice.platform.cluster;

import static io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShardedSubscriptionsTests {

    private static final Masters ONE =
            MastersTests.masters(MastersTests.node(MastersTests.ONE, UPSTREAM, 0, 16_384));

    private final List<CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>>> opening =
            new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final ShardedSubscriptions subscriptions =
            new ShardedSubscriptions(this::connect, () -> {});
    private boolean refusing;

    @Test
    void looksAgainForAMasterTheDriverRefusedToConnectTo() {
        refusing = true;
        subscriptions.follow(ONE);
        assertThat(opening).isEmpty();

        refusing = false;
        subscriptions.follow(ONE);
        assertThat(opening).hasSize(1);
    }

    @Test
    void closesAConnectionThatOpensWhenItsMasterIsOneNoLonger() {
        subscriptions.follow(ONE);
        subscriptions.follow(Masters.unknown());

        opening.getFirst().complete(connection());

        assertThat(asked).containsExactly("closeAsync");
    }

    private CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> connect(
            RedisURI master) {
        if (refusing) {
            throw new IllegalStateException("the driver is closing");
        }
        opening.add(new CompletableFuture<>());
        return opening.getLast();
    }

    @SuppressWarnings("unchecked")
    private StatefulRedisPubSubConnection<String, byte[]> connection() {
        return (StatefulRedisPubSubConnection<String, byte[]>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {StatefulRedisPubSubConnection.class},
                        (_, method, _) -> {
                            asked.add(method.getName());
                            return null;
                        });
    }
}
