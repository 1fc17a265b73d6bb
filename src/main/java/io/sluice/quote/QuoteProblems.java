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
        return switch (failure.why()) {
            case NOT_PRICED ->
                    Problem.at(
                            "/price/currency",
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            failure.why().code(),
                            detail);
            case UNDECIDED, STALE, DEPEGGED -> notNow(failure.why().code(), detail);
        };
    }

    /** The next round may bring a rate; whole seconds, for the header has no smaller part. */
    private Problem notNow(String code, String detail) {
        var wait = Duration.ofSeconds(Math.max(1, refresh.plusMillis(999).toSeconds()));
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, code, detail).retryAfter(wait);
    }
}
