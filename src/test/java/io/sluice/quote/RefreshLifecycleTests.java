package io.sluice.quote;

import static io.sluice.quote.RateRefresherTests.price;
import static io.sluice.quote.RateRefresherTests.source;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.quote.venue.RateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import reactor.core.publisher.Mono;

class RefreshLifecycleTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Board board =
            new Board(Duration.ofMinutes(5), List.of(USDC_EUR), Pegs.NONE, InstantSource.system());

    @Test
    void hasRatesBeforeAnyRequestIsTaken() {
        var pause = Duration.ofMillis(100);
        var sources =
                List.of(
                        source("kraken", () -> price("0.8").delayElement(pause)),
                        source("binance", () -> price("0.8").delayElement(pause)));
        var lifecycle = lifecycle(Role.EDGE, LONG, sources);

        lifecycle.start();
        lifecycle.stop();

        assertThat(board.rate(USDC_EUR, Instant.now()).snapshot().value())
                .isEqualByComparingTo("0.8");
        assertThat(lifecycle.getPhase())
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void refreshesFromStartToStopEvenIfNoSourceAnswers() {
        var lifecycle =
                lifecycle(Role.EDGE, Duration.ofMillis(10), List.of(source("stuck", Mono::never)));

        lifecycle.start();
        assertThat(lifecycle.isRunning()).isTrue();
        assertThatThrownBy(() -> board.rate(USDC_EUR, Instant.now()))
                .isInstanceOf(RateUnavailable.class);

        lifecycle.stop();
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void asksNobodyWhereNobodyIsQuoted() {
        var lifecycle = lifecycle(Role.WATCHER, LONG, List.of(source("stuck", Mono::never)));

        lifecycle.start();

        assertThat(lifecycle.isRunning()).isFalse();
    }

    private RefreshLifecycle lifecycle(Role role, Duration patience, List<RateSource> sources) {
        var clock = InstantSource.system();
        var rounds =
                new RateRounds(
                        RateRefresherTests.refresher(sources, clock),
                        SharedRatesTests.alone(clock),
                        new RatePosting(board, new RateLog(Map.of())),
                        new RateLog(Map.of()),
                        clock,
                        Duration.ofSeconds(10),
                        () -> 0);
        return new RefreshLifecycle(rounds, new Roles(Set.of(role)), patience);
    }
}
