package io.sluice.platform.http;

import static org.springframework.http.HttpHeaders.RETRY_AFTER;

import io.sluice.platform.database.DatabaseFailure.Overloaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers every failed request, wherever it failed, with a problem and nothing internal. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return Mono.defer(() -> answer(exchange, failure));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
        var problem = problems.of(failure);
        log(exchange, problem, failure);
        var body = ApiJson.bytes(ProblemBody.of(problem, RequestId.of(exchange)));
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        headers(response.getHeaders(), problem, failure);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static void headers(HttpHeaders headers, Problem problem, Throwable failure) {
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.LOCATION);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (failure instanceof ErrorResponse known) {
            headers.putAll(known.getHeaders());
        }
        if (failure instanceof Refused refused && refused.replayed()) {
            headers.set(DatabaseIdempotency.REPLAYED, "true");
        }
        problem.retryAfter()
                .map(after -> Math.max(1, (after.toMillis() + 999) / 1000))
                .ifPresent(seconds -> headers.set(RETRY_AFTER, Long.toString(seconds)));
    }

    /**
     * Who refuses in our words, or for overload, has told or counted it: not once more for each.
     */
    private static void log(ServerWebExchange exchange, Problem problem, Throwable failure) {
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("Request failed request_id={}", RequestId.of(exchange), failure);
        } else if (problem.status().is5xxServerError() && !isTold(failure)) {
            LOG.warn(
                    "Request could not be served request_id={} code={} cause={}",
                    RequestId.of(exchange),
                    problem.code(),
                    failure.toString());
        }
    }

    private static boolean isTold(Throwable failure) {
        return failure instanceof Overloaded || failure instanceof Refused;
    }
}
