package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.REQUEST_TIMEOUT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import io.netty.channel.ChannelException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.sluice.platform.database.DatabaseFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import reactor.netty.channel.AbortedException;

/** Says the framework's and the database's failures in HTTP, in our own words. */
final class FrameworkProblems implements ProblemSource {

    private static final Duration SOON = Duration.ofSeconds(1);

    static final String TOO_SLOW = "reactor.netty.http.server.RequestTimeoutException";

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return Optional.ofNullable(known(failure));
    }

    private static @Nullable Problem known(Throwable failure) {
        return switch (failure) {
            case Refused refused -> refused.problem();
            case ServerWebInputException input -> InputProblems.of(input);
            case HandlerMethodValidationException invalid -> InputProblems.of(invalid);
            case ResponseStatusException refused -> withStatus(refused);
            case DatabaseFailure.Overloaded _ ->
                    Problem.of(
                                    SERVICE_UNAVAILABLE,
                                    "overloaded",
                                    "There is more to do than can be done soon")
                            .retryAfter(SOON);
            case Throwable outage when DatabaseFailure.isOutage(outage) -> unavailable();
            case ReadTimeoutException _, AbortedException _ -> tooSlow();
            // Reactor Netty's for a stream of HTTP/2, which it keeps to itself.
            case ChannelException slow when slow.getClass().getName().equals(TOO_SLOW) -> tooSlow();
            default -> null;
        };
    }

    private static Problem withStatus(ResponseStatusException refused) {
        var status = HttpStatus.resolve(refused.getStatusCode().value());
        return switch (status) {
            case null -> bug();
            case NOT_FOUND -> Problem.of(status, "not-found", "There is nothing at this address");
            case METHOD_NOT_ALLOWED ->
                    Problem.of(status, "method-not-allowed", "This address has no such method");
            case NOT_ACCEPTABLE ->
                    Problem.of(status, "not-acceptable", "This is not available as asked for");
            case CONTENT_TOO_LARGE -> tooLarge();
            case UNSUPPORTED_MEDIA_TYPE ->
                    Problem.of(status, "unsupported-media-type", "The body must be JSON in UTF-8");
            case SERVICE_UNAVAILABLE -> unavailable();
            default ->
                    status.is5xxServerError()
                            ? bug()
                            : Problem.of(status, "refused", status.getReasonPhrase());
        };
    }

    private static Problem unavailable() {
        return Problem.of(
                        SERVICE_UNAVAILABLE,
                        "unavailable",
                        "Something this needs is not available right now")
                .retryAfter(SOON);
    }

    static Problem tooLarge() {
        return Problem.of(CONTENT_TOO_LARGE, "content-too-large", "The body is larger than 64 kB");
    }

    static Problem tooSlow() {
        return Problem.of(REQUEST_TIMEOUT, "request-timeout", "The body did not come in time");
    }

    static Problem bug() {
        return Problem.of(
                INTERNAL_SERVER_ERROR, "internal-error", "This went wrong, and is our fault");
    }
}
