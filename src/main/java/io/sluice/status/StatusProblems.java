package io.sluice.status;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import java.util.Optional;

/** Says refusals of streams and logs in HTTP. */
final class StatusProblems implements ProblemSource {

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return failure instanceof StatusFailure refusal
                ? Optional.of(toProblem(refusal))
                : Optional.empty();
    }

    private static Problem toProblem(StatusFailure refusal) {
        var detail = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case StatusFailure.UnknownMode _ ->
                    Problem.of(BAD_REQUEST, "unknown-stream-mode", detail);
            case StatusFailure.TokenAndTicket _ ->
                    Problem.of(BAD_REQUEST, "token-and-ticket", detail);
        };
    }
}
