package io.sluice.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateBudgetTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNanos nanos = new TestNanos();
    private final RateBudget budget = new RateBudget(nanos);

    @Test
    void isWithoutALimitUntilTheNodeComplains() {
        assertThat(taken(Priority.BACKFILL, 10_000)).isEqualTo(10_000);
    }

    @Test
    void leavesTheNodeAloneForAsLongAsItWants() {
        assertThat(taken(Priority.CONFIRM, 100)).isEqualTo(100);

        assertThat(budget.slowDown(Duration.ofSeconds(7))).isTrue();
        assertThat(budget.slowDown(Duration.ofSeconds(7))).isFalse();

        assertThat(budget.take(Priority.CONFIRM)).isEqualTo(Duration.ofSeconds(7));
        assertThat(budget.isWellAgain()).isFalse();
        nanos.pass(Duration.ofSeconds(7));
        assertThat(budget.take(Priority.CONFIRM)).isZero();
        assertThat(budget.isWellAgain()).isTrue();
    }

    @Test
    void halvesTheRateAtWhichItComplainedAndGrowsSlowly() {
        assertThat(taken(Priority.CONFIRM, 100)).isEqualTo(100);
        complain();
        assertThat(budget.perSecond()).isEqualTo(50);

        nanos.pass(SECOND);
        assertThat(taken(Priority.CONFIRM, 100)).isBetween(50, 55);
        nanos.pass(SECOND);
        assertThat(taken(Priority.CONFIRM, 100)).isBetween(51, 60);
        complain();
        assertThat(budget.perSecond()).isBetween(24.0, 32.0);
    }

    @Test
    void pausesLongerWhenThePauseWasNotEnough() {
        complain();
        nanos.pass(SECOND);

        complain();

        assertThat(budget.take(Priority.CONFIRM)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void keepsAFifthForThoseWhoWait() {
        assertThat(taken(Priority.CONFIRM, 200)).isEqualTo(200);
        complain();
        nanos.pass(SECOND);

        var backfill = taken(Priority.BACKFILL, 1_000);

        assertThat(backfill).isBetween(75, 90);
        assertThat(taken(Priority.CONFIRM, 1_000)).isBetween(18, 25);
    }

    private void complain() {
        assertThat(budget.slowDown(null)).isTrue();
    }

    private int taken(Priority priority, int wanted) {
        var taken = 0;
        while (taken < wanted && budget.take(priority).isZero()) {
            taken++;
        }
        return taken;
    }
}
