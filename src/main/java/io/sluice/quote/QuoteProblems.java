package io.sluice.quote;

import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Says in HTTP that a price cannot be quoted. */
final class QuoteProblems implements ProblemSource {

    private final Duration refresh;

    QuoteProblems(Duration refresh) {
        this.refresh = refresh;
    }

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return failure instanceof RateUnavailable it ? Optional.of(said(it)) : Optional.empty();
    }

    private Problem said(RateUnavailable failure) {
        var detail = String.valueOf(failure.getMessage());
        if (failure.lasting()) {
            var status = HttpStatus.UNPROCESSABLE_CONTENT;
            return Problem.at("/price/currency", status, "currency-not-priced", detail);
        }
        // The next round may bring a rate; whole seconds, because the header has no smaller part.
        var wait = Duration.ofSeconds(Math.max(1, refresh.plusMillis(999).toSeconds()));
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "rate-unavailable", detail)
                .retryAfter(wait);
    }
}
