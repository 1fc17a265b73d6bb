package io.sluice.merchant.access;

import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import io.sluice.merchant.TicketRefused;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.ProblemSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/** Says in HTTP why a caller was not let in. */
final class AccessProblems implements ProblemSource {

    @Override
    public Optional<Problem> problem(Throwable failure) {
        return Optional.ofNullable(known(failure));
    }

    private static @Nullable Problem known(Throwable failure) {
        return switch (failure) {
            case InvalidToken invalid ->
                    Problem.of(UNAUTHORIZED, "invalid-token", invalid.reason());
            case TicketRefused _ ->
                    Problem.of(UNAUTHORIZED, "invalid-ticket", "This ticket does not open this");
            case AuthenticationException _ ->
                    Problem.of(UNAUTHORIZED, "unauthenticated", "This needs an access token");
            case MissingScope missing ->
                    Problem.of(
                            FORBIDDEN, "missing-scope", "This needs the scope " + missing.scope());
            case AccessDeniedException _ ->
                    Problem.of(FORBIDDEN, "forbidden", "This token does not open this");
            default -> null;
        };
    }
}
