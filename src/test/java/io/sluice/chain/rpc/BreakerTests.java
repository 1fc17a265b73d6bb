package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private final TestNanos nanos = new TestNanos();
    private final Breaker breaker = new Breaker(nanos);

    @Test
    void restsAfterFiveFailuresInARow() {
        for (var i = 0; i < 4; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        assertThat(breaker.isResting()).isFalse();

        assertThat(breaker.failed()).isTrue();

        assertThat(breaker.isResting()).isTrue();
    }

    @Test
    void restsWhenHalfOfTheCallsFail() {
        var rests = false;
        for (var i = 0; i < 20 && !rests; i++) {
            var _ = breaker.succeeded();
            rests = breaker.failed();
        }

        assertThat(rests).isTrue();
    }

    @Test
    void letsOneCallTryAfterItsRestAndWorksAgainWhenThatSucceeds() {
        open();
        nanos.pass(Duration.ofSeconds(1));
        assertThat(breaker.isResting()).isFalse();
        breaker.asked();
        assertThat(breaker.isResting()).isTrue();

        assertThat(breaker.succeeded()).isTrue();

        assertThat(breaker.isResting()).isFalse();
        assertThat(breaker.failed()).isFalse();
    }

    @Test
    void restsLongerWhenTheTrialFails() {
        open();
        nanos.pass(Duration.ofSeconds(1));
        breaker.asked();
        assertThat(breaker.failed()).isFalse();

        nanos.pass(Duration.ofMillis(1_900));
        assertThat(breaker.isResting()).isTrue();
        nanos.pass(Duration.ofMillis(100));
        assertThat(breaker.isResting()).isFalse();
    }

    @Test
    void restsAgainWhenNobodyWaitedForTheTrial() {
        open();
        nanos.pass(Duration.ofSeconds(1));
        breaker.asked();

        breaker.abandoned();

        assertThat(breaker.isResting()).isTrue();
        nanos.pass(Duration.ofSeconds(1));
        assertThat(breaker.isResting()).isFalse();
    }

    private void open() {
        for (var i = 0; i < 5; i++) {
            var _ = breaker.failed();
        }
    }
}
