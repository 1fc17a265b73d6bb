package io.sluice.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.LogLines;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class JobTroubleTests {

    private final LogLines log = LogLines.of(JobTrouble.class);
    private Instant now = Instant.EPOCH;
    private final JobTrouble trouble = new JobTrouble("job", () -> now);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void saysEachCauseOnce() {
        failsAt(0, new IllegalStateException("away"));
        failsAt(1, new IllegalStateException("still away"));
        failsAt(2, new ArithmeticException("another"));
        failsAt(3, new IllegalStateException("away"));

        assertThat(log.levels()).containsExactly(Level.WARN, Level.WARN);
    }

    @Test
    void callsForAPersonOnceWhenAJobGoesOnFailing() {
        for (var second = 0; second < 30; second++) {
            failsAt(second, new IllegalStateException("away"));
        }

        assertThat(log.levels()).containsExactly(Level.WARN, Level.ERROR);
    }

    @Test
    void saysItAnewAfterTheJobHasRunForAWhile() {
        failsAt(0, new IllegalStateException("away"));
        failsAt(61, new IllegalStateException("away"));
        failsAt(62, new IllegalStateException("away"));

        assertThat(log.levels()).containsExactly(Level.WARN, Level.WARN);
    }

    private void failsAt(int second, Exception cause) {
        now = Instant.EPOCH.plusSeconds(second);
        trouble.reported(cause).as(StepVerifier::create).verifyComplete();
    }
}
