package io.sluice.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Ids;
import io.sluice.platform.cluster.IdsForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FollowMetersTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Ids ids = IdsForTests.at(NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void measuresFromWhenAnEventWasMade() {
        var meters = new FollowMeters(registry, () -> NOON.plusMillis(70));

        meters.told(ids.next("evt"), System.nanoTime(), 0);

        var latency = registry.get("sluice.stream.latency").timer();
        assertThat(latency.count()).isOne();
        assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
    }

    /** Another replica's clock may be ahead, and an id may be anything. */
    @Test
    void measuresNothingWhereThatIsUnknown() {
        var meters = new FollowMeters(registry, () -> NOON.minus(Duration.ofMillis(1)));

        meters.told(ids.next("evt"), System.nanoTime(), 0);
        meters.told("evt_7", System.nanoTime(), 0);

        assertThat(registry.get("sluice.stream.latency").timer().count()).isZero();
        assertThat(registry.get("sluice.stream.delay").timer().count()).isEqualTo(2);
    }
}
