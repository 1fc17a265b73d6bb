package io.sluice.merchant;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets those in at once who were let in before with the same token, which is still good. */
public interface KnownCallers {

    /**
     * Has {@code route} answer, counted like every request of its caller. Empty, with nothing done
     * or counted, when the request's token has to be verified first, or does not have the scope:
     * then it has to take the usual way. Throws what that would be refused with when nobody can say
     * whether the token is still good.
     */
    Optional<Mono<Void>> serve(
            ServerWebExchange exchange, String scope, Function<Caller.Partner, Mono<Void>> route);
}
