package io.sluice.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.sluice.platform.cluster.Bus.Heard;
import io.sluice.sandbox.SandboxRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Wake-ups arrive while Redis is there, and nobody waits or fails while it is not. */
class RedisBusTests {

    private static final Duration PATIENCE = ofSeconds(20);

    private final ClientResources resources = RedisClients.resources();
    private final SandboxRedis redis = SandboxRedis.stopped();
    private final List<RedisBus> buses = new ArrayList<>();

    @AfterEach
    void stop() {
        buses.forEach(RedisBus::close);
        var _ = resources.shutdown();
        redis.close();
    }

    @Test
    void hearsWhatAnotherReplicaPublishes() {
        redis.startAgain();
        var here = bus();
        var there = bus();

        here.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> publish(there, "c", "one").block())
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("one"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void startsWithoutRedisAndSaysSoAtOnceWhenPublishing() {
        bus().publish("c", new byte[0]).as(StepVerifier::create).expectError().verify(ofSeconds(3));
    }

    @Test
    void hearsAGapAndThenMessagesAgainWhenRedisComesBack() {
        redis.startAgain();
        var bus = bus();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(redis::stop)
                .then(redis::startAgain)
                .expectNext(new Heard.Gap())
                .then(() -> publish(bus, "c", "two").block())
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("two"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void connectsToARedisThatComesLater() {
        var bus = bus();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .then(redis::startAgain)
                .expectNext(new Heard.Gap())
                .then(() -> publish(bus, "c", "three").block())
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("three"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void asksRedisForAChannelThatWasFirstWantedWhileItWasAway() {
        redis.startAgain();
        var bus = bus();
        publish(bus, "warm", "up").as(StepVerifier::create).verifyComplete();
        redis.stop();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .then(redis::startAgain)
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsAListenerThatFellBehindThatItMissedSomething() {
        redis.startAgain();
        var bus = bus();
        var everything = Flux.range(0, 5_000).concatMap(n -> publish(bus, "c", "" + n)).then();

        bus.listen("c")
                .limitRate(1)
                .as(heard -> StepVerifier.create(heard, 2))
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(everything::block)
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(heard -> heard instanceof Heard.Message)
                .expectNext(new Heard.Gap())
                .thenConsumeWhile(heard -> !text(heard).equals("4999"))
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("4999"))
                .thenCancel()
                .verify(PATIENCE);
    }

    private RedisBus bus() {
        var patience = ofMillis(200);
        var client = RedisClients.client(resources, patience);
        var bus = new RedisBus(client, RedisURI.create(redis.url()), new RedisLine(patience));
        bus.start();
        buses.add(bus);
        return bus;
    }

    private static Mono<Void> publish(Bus bus, String channel, String message) {
        return bus.publish(channel, message.getBytes(UTF_8))
                .retryWhen(Retry.fixedDelay(100, ofMillis(100)));
    }

    private static String text(Heard heard) {
        return switch (heard) {
            case Heard.Message(var bytes) -> new String(bytes, UTF_8);
            case Heard.Gap _ -> "gap";
        };
    }
}
