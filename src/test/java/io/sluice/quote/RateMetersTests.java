package io.sluice.quote;

import static io.sluice.quote.market.Fixtures.NOON;
import static io.sluice.quote.market.Fixtures.USDC_EUR;
import static io.sluice.quote.market.Fixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.platform.cluster.Roles;
import io.sluice.platform.cluster.Roles.Role;
import io.sluice.quote.market.Agreement.Agreed;
import io.sluice.quote.market.Agreement.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateMetersTests {

    private volatile Instant now = NOON;
    private final InstantSource clock = () -> now;

    /** Promised to be worth one, so that 0.92 is far off. */
    private final Pegs pegs = new Pegs(Map.of("USDC", "EUR"));

    private final Board board = new Board(Duration.ofMinutes(5), List.of(USDC_EUR), pegs, clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tellsHowWellARateIsKnown() {
        measure(Role.EDGE);
        assertThat(gauge("sluice.rate.undecided")).isOne();
        assertThat(gauge("sluice.rate.age.seconds")).isNaN();

        board.post(new Agreed(snapshot("0.92", NOON)));
        now = NOON.plusSeconds(7);
        assertThat(gauge("sluice.rate.undecided")).isZero();
        assertThat(gauge("sluice.rate.stale")).isZero();
        assertThat(gauge("sluice.rate.age.seconds")).isEqualTo(7);
        assertThat(gauge("sluice.rate.operators")).isOne();
        assertThat(gauge("sluice.rate.source.pairs")).isOne();
        assertThat(gauge("sluice.stablecoin.off")).isEqualTo(0.08);

        board.post(new Undecided(USDC_EUR, "nobody answered", List.of(), now));
        assertThat(gauge("sluice.rate.stale")).isOne();
        now = NOON.plusSeconds(301);
        assertThat(gauge("sluice.rate.stale")).isZero();
        assertThat(gauge("sluice.rate.undecided")).isOne();
    }

    @Test
    void measuresNothingWhereNobodyIsQuoted() {
        measure(Role.WATCHER);

        assertThat(meters.getMeters()).isEmpty();
    }

    private void measure(Role role) {
        new RateMeters(board, pegs, List.of("kraken"), clock, new Roles(Set.of(role)), meters)
                .afterSingletonsInstantiated();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
