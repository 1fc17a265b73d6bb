package io.sluice.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class QuoteProblemsTests {

    private final QuoteProblems problems = new QuoteProblems(Duration.ofMillis(10_500));

    @Test
    void asksToComeBackWhenThereMayBeARate() {
        var problem = problems.problem(new RateUnavailable("kraken is down")).orElseThrow();

        assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(problem.code()).isEqualTo("rate-unavailable");
        assertThat(problem.detail()).isEqualTo("kraken is down");
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(11));
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
