package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.merchant.KnownCallers;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Partners whose tokens are believed already. */
final class BelievedCallers implements KnownCallers {

    private final BelievedTokens believed;
    private final ClientRate rate;

    BelievedCallers(BelievedTokens believed, ClientRate rate) {
        this.believed = believed;
        this.rate = rate;
    }

    @Override
    public Optional<Mono<Void>> serve(
            ServerWebExchange exchange, String scope, Function<Caller.Partner, Mono<Void>> route) {
        return BearerToken.only(exchange.getRequest().getHeaders())
                .flatMap(believed::caller)
                .filter(it -> it.scopes().contains(scope))
                .map(it -> rate.limited(it, exchange, _ -> route.apply(it)));
    }
}
