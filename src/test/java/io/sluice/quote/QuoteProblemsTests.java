package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class QuoteProblemsTests {

    private final QuoteProblems problems = new QuoteProblems(Duration.ofMillis(10_500));

    @Test
    void asksToComeBackWhenThereMayBeARate() {
        var problem = problems.problem(new RateUnavailable("kraken is down")).orElseThrow();

        assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(problem.code()).isEqualTo("rate-undecided");
        assertThat(problem.detail()).isEqualTo("kraken is down");
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(11));
    }

    @ParameterizedTest
    @CsvSource({"UNDECIDED, rate-undecided", "STALE, rate-stale", "DEPEGGED, stablecoin-depegged"})
    void hasAWordForEachReason(RateUnavailable.Why why, String code) {
        var problem = problems.problem(new RateUnavailable(why, "so it is")).orElseThrow();

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.retryable()).isTrue();
    }

    @Test
    void pointsAtACurrencyThatIsNeverPriced() {
        var problem = problems.problem(RateUnavailable.notPriced("USDC/JPY")).orElseThrow();

        assertThat(problem.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(problem.retryable()).isFalse();
        assertThat(problem.errors().getFirst().pointer()).isEqualTo("/price/currency");
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(problems.problem(new IllegalStateException("a bug"))).isEmpty();
    }
}
