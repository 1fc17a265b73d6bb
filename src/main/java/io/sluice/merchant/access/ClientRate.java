package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.platform.rate.RateKind;
import io.sluice.platform.rate.Rates;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts what a caller asks, once it is known who it is; also what it may not ask. */
final class ClientRate implements WebFilter {

    private final Rates rates;

    ClientRate(Rates rates) {
        this.rates = rates;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(CallerAuthentication.class)
                .map(CallerAuthentication::getPrincipal)
                .singleOptional()
                .flatMap(caller ->
                        caller.map(it -> limited(it, exchange, chain))
                                .orElseGet(() -> chain.filter(exchange)));
    }

    /** A client that acts for several merchants is one client. */
    Mono<Void> limited(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        return switch (caller) {
            case Caller.Partner partner ->
                    rates.limited(RateKind.CLIENT, partner.client(), exchange, chain);
            case Caller.Payer payer ->
                    rates.limited(
                            RateKind.PAYER,
                            payer.merchant() + " " + payer.payment(),
                            exchange,
                            chain);
        };
    }
}
