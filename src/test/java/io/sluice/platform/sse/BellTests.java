package io.sluice.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BellTests {

    final Bell bell = new Bell();

    @Test
    void keepsOneRingForWhoComesLater() {
        bell.ring();
        bell.ring();

        bell.rung().as(StepVerifier::create).verifyComplete();
        bell.rung()
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(20))
                .then(bell::ring)
                .verifyComplete();
    }

    @RepeatedTest(20)
    void losesNoRingHoweverRingersAndListenersRace() {
        var stock = new AtomicInteger();
        var taken = new AtomicInteger();

        var ringers =
                Mono.fromRunnable(
                                () -> {
                                    stock.incrementAndGet();
                                    bell.ring();
                                })
                        .repeat(999)
                        .subscribeOn(Schedulers.parallel());
        var listener =
                Mono.defer(bell::rung)
                        .doOnSuccess(_ -> taken.addAndGet(stock.getAndSet(0)))
                        .repeat(() -> taken.get() < 2_000);
        listener.mergeWith(ringers.then(Mono.empty()))
                .mergeWith(ringers.then(Mono.empty()))
                .then()
                .timeout(Duration.ofSeconds(10))
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(taken).hasValue(2_000);
    }
}
