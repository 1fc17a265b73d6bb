package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.SandboxRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class RedisBlackboardTests extends BlackboardContract {

    private final ClientResources resources = RedisClients.resources();
    private final SandboxRedis redis = SandboxRedis.stopped();
    private final RedisLine line = new RedisLine(ofMillis(500));
    private final RedisBus bus =
            new RedisBus(
                    RedisClients.client(resources, ofMillis(500), Authorities.system()),
                    RedisURI.create(redis.url()),
                    line);
    private final Blackboard board = new RedisBlackboard(line);
    private boolean started;

    @AfterEach
    void stop() {
        bus.close();
        var _ = resources.shutdown();
        redis.close();
    }

    @Override
    Blackboard board() {
        if (!started) {
            start();
        }
        return board;
    }

    @Test
    void saysAtOnceThatRedisIsAway() {
        bus.start();

        StepVerifier.create(board.claim("turn", ofSeconds(60))).expectError().verify(ofMillis(400));
    }

    private void start() {
        started = true;
        redis.startAgain();
        bus.start();
        var _ =
                Mono.defer(() -> board.read("any"))
                        .retryWhen(Retry.fixedDelay(100, ofMillis(100)))
                        .block(ofSeconds(10));
    }
}
