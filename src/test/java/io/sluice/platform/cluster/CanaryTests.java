package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.payment.FakeBus;
import io.sluice.platform.cluster.Bus.Heard;
import io.sluice.platform.tls.Authorities;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.SandboxRedis;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CanaryTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void saysNothingWhileAllIsHeard() {
        var bus = new Losing(1);

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(misses()).isZero();
    }

    @Test
    void noticesASilenceWithinASecondAndALittleAndItsEnd() {
        var bus = new Losing(1);

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(10))
                .then(() -> bus.losing = true)
                .expectNoEvent(Duration.ofSeconds(1))
                .thenAwait(Duration.ofMillis(500))
                .expectNext(new Heard.Gap())
                .expectNoEvent(Duration.ofMinutes(1))
                .then(() -> bus.losing = false)
                .thenAwait(Duration.ofMillis(250))
                .expectNext(new Heard.Gap())
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(misses()).isEqualTo(2);
    }

    @Test
    void noticesOneNumberThatIsMissing() {
        var bus = new Losing(1);

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(10))
                .then(() -> bus.losing = true)
                .expectNoEvent(Duration.ofMillis(250))
                .then(() -> bus.losing = false)
                .thenAwait(Duration.ofMillis(250))
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(PATIENCE);
    }

    /** A number that is heard without those before it proves nothing: it may be another's. */
    @Test
    void takesTheFirstNumberItHearsForTheOneToCountFrom() {
        var bus = new FakeBus();

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .then(() -> bus.publish("sluice:canary:a", number(7)).block())
                .expectNoEvent(Duration.ofMillis(1))
                .then(() -> bus.publish("sluice:canary:a", number(8)).block())
                .expectNoEvent(Duration.ofMillis(1))
                .then(() -> bus.publish("sluice:canary:a", number(10)).block())
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void isNotAlarmedByNumbersThatAreOlderThanWhatItHeard() {
        var bus = new FakeBus();

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .then(() -> bus.publish("sluice:canary:a", number(7)).block())
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(misses()).isZero();
    }

    @Test
    void noticesThatOneOfTwoConnectionsFellSilent() {
        var bus = new Losing(2);

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(10))
                .then(() -> bus.losingOver = "sluice:canary:a:2")
                .thenAwait(Duration.ofMillis(1_500))
                .expectNext(new Heard.Gap())
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void saysOnceThatRedisIsAway() {
        var bus = new FakeBus();
        bus.away = true;

        StepVerifier.withVirtualTime(() -> new Canary(bus, "a", meters).gaps())
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(5))
                .expectNext(new Heard.Gap())
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify(PATIENCE);
    }

    /** Open connections that carry nothing, as after a network was cut in half. */
    @Test
    void noticesARedisThatAnswersNothing() {
        var resources = RedisClients.resources();
        var patience = Duration.ofMillis(500);
        try (var redis = SandboxRedis.start();
                var other = RedisClient.create(RedisURI.create(redis.url()))) {
            var line = new RedisLine(patience);
            var uri = RedisURI.create(redis.url());
            var bus =
                    new RedisBus(
                            RedisClients.client(resources, patience, Authorities.system()),
                            uri,
                            line);
            bus.start();

            var gaps = new AtomicInteger();
            var listening =
                    new Canary(bus, "a", meters).gaps().subscribe(_ -> gaps.incrementAndGet());
            heardItself(bus);
            var before = gaps.get();

            other.connect().sync().clientPause(3_000);

            Eventually.holds(PATIENCE, () -> gaps.get() > before);
            listening.dispose();
            bus.close();
        } finally {
            var _ = resources.shutdown();
        }
    }

    private void heardItself(Bus bus) {
        var _ = bus.listen("sluice:canary:a").ofType(Heard.Message.class).blockFirst(PATIENCE);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private double misses() {
        return meters.get("sluice.redis.canary.missed").counter().count();
    }

    /** Loses messages in silence when told so. */
    private static final class Losing implements Bus {

        private final FakeBus bus = new FakeBus();
        private final int connections;
        private volatile boolean losing;
        private volatile String losingOver = "none";

        Losing(int connections) {
            this.connections = connections;
        }

        @Override
        public Mono<Void> publish(String channel, byte[] message) {
            return Mono.defer(() ->
                    losing || channel.equals(losingOver)
                            ? Mono.empty()
                            : bus.publish(channel, message));
        }

        @Override
        public Flux<Heard> listen(String channel) {
            return bus.listen(channel);
        }

        @Override
        public Flux<Set<String>> overEachConnection(String name) {
            return Flux.range(1, connections)
                    .map(it -> name + ":" + it)
                    .collect(Collectors.toSet())
                    .flux();
        }
    }
}
