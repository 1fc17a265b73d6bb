package io.sluice.chain.evm;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class TurnsTests {

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration LEAST = Duration.ofMillis(100);

    private final Turns turns = new Turns(POLL);

    @Test
    void comesInItsRhythm() {
        StepVerifier.withVirtualTime(() -> turns.next(POLL))
                .expectSubscription()
                .expectNoEvent(POLL.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void comesAtOnceWhenThereIsAReason() {
        StepVerifier.withVirtualTime(() -> turns.next(POLL))
                .thenAwait(LEAST.plusMillis(300))
                .then(turns::hasten)
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void keepsAReasonThatCameBeforeItAndIsNotHurriedByMany() {
        turns.hasten();
        turns.hasten();

        StepVerifier.withVirtualTime(() -> turns.next(POLL))
                .expectSubscription()
                .expectNoEvent(LEAST.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void forgetsAReasonOnceTheNodeIsAsked() {
        turns.hasten();
        turns.begin();

        StepVerifier.withVirtualTime(() -> turns.next(POLL))
                .expectSubscription()
                .expectNoEvent(POLL.minusMillis(1))
                .thenCancel()
                .verify();
    }
}
