package io.sluice.platform.http;

import io.sluice.platform.http.Problem.FieldError;
import java.util.List;

/** The answer to a refused request, as {@code application/problem+json} (RFC 9457). */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        boolean retryable,
        List<FieldError> errors) {

    static ProblemBody of(Problem problem, String requestId) {
        return new ProblemBody(
                "/problems/" + problem.code(),
                problem.status().getReasonPhrase(),
                problem.status().value(),
                problem.detail(),
                problem.code(),
                requestId,
                problem.retryable(),
                problem.errors());
    }
}
