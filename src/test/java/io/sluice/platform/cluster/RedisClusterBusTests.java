package io.sluice.platform.cluster;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Bus.Heard;
import io.sluice.sandbox.Eventually;
import io.sluice.sandbox.FreePort;
import io.sluice.sandbox.RedisMaster;
import io.sluice.sandbox.SandboxRedisCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@ExtendWith(SharedCluster.class)
@SuppressWarnings("JUnitMethodInvoked") // some of the contract takes too long for every build
class RedisClusterBusTests extends BusContract {

    private final ClientResources resources = RedisClients.resources();
    private final List<RedisClusterBus> buses = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SandboxRedisCluster cluster;

    RedisClusterBusTests(SandboxRedisCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void stop() {
        buses.forEach(RedisClusterBus::close);
        var _ = resources.shutdown();
        SharedCluster.mend(cluster);
    }

    @Override
    Bus bus() {
        return bus(cluster.url());
    }

    @Override
    Bus busWithoutRedis() {
        return bus("redis://127.0.0.1:" + FreePort.find());
    }

    @Override
    void stopRedis() {
        cluster.masters().forEach(RedisMaster::kill);
    }

    @Override
    void startRedis() {
        cluster.masters().forEach(RedisMaster::startAgain);
    }

    @Test
    @Tag("full")
    @Override
    void hearsAGapAndThenMessagesAgainWhenRedisComesBack() {
        super.hearsAGapAndThenMessagesAgainWhenRedisComesBack();
    }

    @Test
    @Tag("full")
    @Override
    void tellsAListenerThatFellBehindThatItMissedSomething() {
        super.tellsAListenerThatFellBehindThatItMissedSomething();
    }

    @Test
    @Tag("full")
    @Override
    void connectsToARedisThatComesLater() {
        super.connectsToARedisThatComesLater();
    }

    @Test
    @Tag("full")
    @Override
    void asksRedisForAChannelThatWasFirstWantedWhileItWasAway() {
        super.asksRedisForAChannelThatWasFirstWantedWhileItWasAway();
    }

    @Test
    void hearsAChannelFromItsNewMasterWhenItsSlotMoves() {
        var bus = bus();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> cluster.move("c"))
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> publish(bus, "c", "moved").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("moved"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void hearsTheOtherMastersWhileOneIsAwayAndTellsOfAGapOnceItIsBack() {
        var bus = bus();
        var here = channelOf(0);
        var there = channelOf(1);

        Flux.merge(bus.listen(here), bus.listen(there).filter(Heard.Gap.class::isInstance))
                .as(StepVerifier::create)
                .expectNextCount(4)
                .then(() -> cluster.masters().get(1).kill())
                .then(() -> publish(bus, here, "goes on").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("goes on"))
                .then(() ->
                        assertThat(
                                        bus.publish(there, new byte[0])
                                                .onErrorComplete()
                                                .block(ofSeconds(1)))
                                .isNull())
                .then(() -> cluster.masters().get(1).startAgain())
                .thenConsumeWhile(heard -> text(heard).equals("goes on")) // published anew
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void noticesAClusterThatWasNeverThere() {
        new Canary(busWithoutRedis(), "a", meters)
                .gaps()
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(ofSeconds(5));
    }

    @Test
    void noticesAMasterThatFellSilentThoughTheOthersSpeak() {
        var bus = bus();
        var listening = new Canary(bus, "a", meters).gaps().subscribe();
        try {
            var channels =
                    bus.overEachConnection("sluice:canary:a")
                            .filter(it -> it.size() == 3)
                            .blockFirst(PATIENCE);
            var _ =
                    Flux.fromIterable(Objects.requireNonNull(channels))
                            .flatMap(it -> bus.listen(it).ofType(Heard.Message.class).take(2), 3)
                            .blockLast(PATIENCE);
            var before = misses();

            cluster.masters().get(2).pause();
            Eventually.holds(ofSeconds(3), () -> misses() >= before + 1);

            cluster.masters().get(2).resume();
            Eventually.holds(PATIENCE, () -> misses() >= before + 2);
        } finally {
            cluster.masters().get(2).resume();
            listening.dispose();
        }
    }

    private Bus bus(String url) {
        var bus = SharedCluster.bus(resources, url, new RedisLine(ofMillis(200)));
        buses.add(bus);
        return bus;
    }

    private double misses() {
        return meters.get("sluice.redis.canary.missed").counter().count();
    }

    /** A channel that a master serves. */
    private String channelOf(int master) {
        return IntStream.range(0, 1000)
                .mapToObj(it -> "channel-" + it)
                .filter(it -> cluster.masterOf(it) == cluster.masters().get(master))
                .findFirst()
                .orElseThrow();
    }
}
