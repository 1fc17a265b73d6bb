package io.sluice.e2e;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Eventually;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replicas are restarted one after the other, as when a release is rolled out, and Redis goes away
 * in between: {@code -Dsluice.rollouts} times.
 */
@Tag("full")
class RollingRestartTests {

    /** How a JVM ends that was asked to (SIGTERM). */
    private static final int TERMINATED = 143;

    final int rollouts = Integer.getInteger("sluice.rollouts", 4);
    final long seed = Long.getLong("sluice.seed", System.nanoTime());
    final Random random = new Random(seed);
    final Storm storm = new Storm(seed);

    @AfterEach
    void stop() {
        storm.close();
    }

    @Test
    void losesAndDoublesNothingWhileReleasesAreRolledOutAndRedisGoesAway() throws Exception {
        storm.during(() -> {
            awaitAll();
            for (var i = 0; i < rollouts; i++) {
                rollOut();
            }
        });

        System.out.printf(
                "Rolling restarts: %d of each replica, -Dsluice.seed=%d; %s%n",
                rollouts, seed, storm.tally());
    }

    private void rollOut() {
        var redis = storm.sandbox().redis();
        for (var replica : storm.replicas()) {
            Pause.upTo(ofSeconds(2), random);
            storm.mine();
            assertThat(replica.stop()).isEqualTo(TERMINATED);
            replica.launchAgain();
            awaitAll();
            redis.stop();
            Pause.upTo(ofSeconds(2), random);
            storm.mine();
            redis.startAgain();
        }
    }

    private void awaitAll() {
        storm.replicas().forEach(it -> Eventually.holds(ofMinutes(3), it::isReady));
    }
}
