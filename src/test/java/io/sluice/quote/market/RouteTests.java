package io.sluice.quote.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quote.venue.Pair;
import org.junit.jupiter.api.Test;

class RouteTests {

    private static final Pair USDC_EUR = Pair.of("USDC/EUR");

    @Test
    void goesStepByStep() {
        assertThat(Route.via(USDC_EUR, "USDT/USD")).hasToString("USDC/USDT x USDT/USD x USD/EUR");
        assertThat(Route.direct(USDC_EUR)).hasToString("USDC/EUR");
    }

    @Test
    void passesOnlyWhatLiesBetween() {
        var route = Route.via(USDC_EUR, "USDT");

        assertThat(route.passes("USDT")).isTrue();
        assertThat(route.passes("USDC")).isFalse();
        assertThat(route.passes("EUR")).isFalse();
    }

    @Test
    void usesABookEitherWayRound() {
        var route = Route.via(USDC_EUR, "USD");

        assertThat(route.uses(Pair.of("EUR/USD"))).isTrue();
        assertThat(route.uses(Pair.of("USD/USDC"))).isTrue();
        assertThat(route.uses(USDC_EUR)).isFalse();
    }

    @Test
    void refusesAStepThatLeadsNowhere() {
        assertThatThrownBy(() -> Route.via(USDC_EUR, "EUR"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Route.via(USDC_EUR, "usd"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
