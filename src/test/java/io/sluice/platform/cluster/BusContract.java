package io.sluice.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.cluster.Bus.Heard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Wake-ups arrive while Redis is there, and nobody waits or fails while it is not. */
abstract class BusContract {

    static final Duration PATIENCE = ofSeconds(20);

    /** A replica's bus over Redis, which may be away. */
    abstract Bus bus();

    /** A bus over a Redis that is not there. */
    abstract Bus busWithoutRedis();

    /** Redis ends, if it runs. */
    abstract void stopRedis();

    /** Redis runs where it always did; when others can use it is its own affair. */
    abstract void startRedis();

    @Test
    void hearsWhatAnotherReplicaPublishes() {
        startRedis();
        var here = bus();
        var there = bus();

        here.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> publish(there, "c", "one").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("one"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void startsWithoutRedisAndSaysSoAtOnceWhenPublishing() {
        busWithoutRedis()
                .publish("c", new byte[0])
                .as(StepVerifier::create)
                .expectError()
                .verify(ofSeconds(3));
    }

    @Test
    void hearsAGapAndThenMessagesAgainWhenRedisComesBack() {
        startRedis();
        var bus = bus();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(this::stopRedis)
                .then(this::startRedis)
                .expectNext(new Heard.Gap())
                .then(() -> publish(bus, "c", "two").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("two"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void connectsToARedisThatComesLater() {
        stopRedis();
        var bus = bus();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .then(this::startRedis)
                .expectNext(new Heard.Gap())
                .then(() -> publish(bus, "c", "three").block())
                .thenConsumeWhile(Heard.Gap.class::isInstance)
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("three"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void asksRedisForAChannelThatWasFirstWantedWhileItWasAway() {
        startRedis();
        var bus = bus();
        publish(bus, "warm", "up").as(StepVerifier::create).verifyComplete();
        stopRedis();

        bus.listen("c")
                .as(StepVerifier::create)
                .expectNext(new Heard.Gap())
                .then(this::startRedis)
                .expectNext(new Heard.Gap())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsAListenerThatFellBehindThatItMissedSomething() {
        startRedis();
        var bus = bus();
        var everything = Flux.range(0, 5_000).concatMap(n -> publish(bus, "c", "" + n)).then();
        // Whoever keeps up shows when the others were offered everything, too.
        var toTheEnd = bus.listen("c").map(BusContract::text).filter("4999"::equals).next();
        // What comes while it is behind is lost, so the one that is to arrive comes again and
        // again.
        var last =
                Flux.interval(ofMillis(100))
                        .onBackpressureDrop()
                        .concatMap(_ -> publish(bus, "c", "last"));
        var publishing = Disposables.swap();

        bus.listen("c")
                .limitRate(1)
                .as(heard -> StepVerifier.create(heard, 2))
                .expectNext(new Heard.Gap(), new Heard.Gap())
                .then(() -> {
                    var heard = toTheEnd.toFuture();
                    everything.block();
                    assertThat(heard).succeedsWithin(PATIENCE);
                })
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(heard -> heard instanceof Heard.Message)
                .expectNext(new Heard.Gap())
                .then(() -> {
                    var _ = publishing.update(last.subscribe());
                })
                .thenConsumeWhile(heard -> !text(heard).equals("last"))
                .assertNext(heard -> assertThat(text(heard)).isEqualTo("last"))
                .thenCancel()
                .verify(PATIENCE);
        publishing.dispose();
    }

    static Mono<Void> publish(Bus bus, String channel, String message) {
        return bus.publish(channel, message.getBytes(UTF_8))
                .retryWhen(Retry.fixedDelay(100, ofMillis(100)));
    }

    static String text(Heard heard) {
        return switch (heard) {
            case Heard.Message(var bytes) -> new String(bytes, UTF_8);
            case Heard.Gap _ -> "gap";
        };
    }
}
