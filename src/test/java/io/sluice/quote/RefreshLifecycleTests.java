package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.quote.market.Market;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefreshLifecycleTests {

    @Test
    void refreshesFromStartToStop() {
        var lifecycle = lifecycle(Role.EDGE);

        lifecycle.start();
        assertThat(lifecycle.isRunning()).isTrue();

        lifecycle.stop();
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void asksNobodyWhereNobodyIsQuoted() {
        var lifecycle = lifecycle(Role.WATCHER);

        lifecycle.start();

        assertThat(lifecycle.isRunning()).isFalse();
    }

    private static RefreshLifecycle lifecycle(Role role) {
        var refresher =
                new RateRefresher(
                        List.of(),
                        new Market(List.of(), Map.of(), Map.of()),
                        new Board(Duration.ofMinutes(5), List.of()),
                        new RateLog(Map.of()),
                        InstantSource.system(),
                        Duration.ofSeconds(10),
                        () -> 0);
        return new RefreshLifecycle(refresher, new Roles(Set.of(role)));
    }
}
