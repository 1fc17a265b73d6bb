package io.sluice.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.sluice.sandbox.SandboxRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class RedisBlackboardTests {

    private final ClientResources resources = RedisClients.resources();
    private final SandboxRedis redis = SandboxRedis.stopped();
    private final RedisLine line = new RedisLine(ofMillis(500));
    private final RedisBus bus =
            new RedisBus(
                    RedisClients.client(resources, ofMillis(500)),
                    RedisURI.create(redis.url()),
                    line);
    private final Blackboard board = new RedisBlackboard(line);

    @AfterEach
    void stop() {
        bus.close();
        var _ = resources.shutdown();
        redis.close();
    }

    @Test
    void readsWhatWasWrittenAndNothingElse() {
        start();

        assertThat(board.read("none").blockOptional()).isEmpty();
        board.write("some", "one".getBytes(UTF_8), ofSeconds(60)).block();
        assertThat(board.read("some").block()).asString(UTF_8).isEqualTo("one");
    }

    @Test
    void forgetsWhatIsOver() {
        start();
        board.write("short", new byte[] {7}, ofMillis(20)).block();

        board.read("short")
                .hasElement()
                .filter(there -> !there)
                .repeatWhenEmpty(200, again -> again.delayElements(ofMillis(10)))
                .as(StepVerifier::create)
                .expectNext(false)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void givesATurnToOneOnly() {
        start();

        assertThat(board.claim("turn", ofSeconds(60)).block()).isTrue();
        assertThat(board.claim("turn", ofSeconds(60)).block()).isFalse();
        assertThat(board.claim("another", ofSeconds(60)).block()).isTrue();
    }

    @Test
    void saysAtOnceThatRedisIsAway() {
        bus.start();

        StepVerifier.create(board.claim("turn", ofSeconds(60))).expectError().verify(ofMillis(400));
    }

    private void start() {
        redis.startAgain();
        bus.start();
        var _ =
                Mono.defer(() -> board.read("any"))
                        .retryWhen(Retry.fixedDelay(100, ofMillis(100)))
                        .block(ofSeconds(10));
    }
}
