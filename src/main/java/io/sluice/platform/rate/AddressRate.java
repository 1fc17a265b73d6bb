package io.sluice.platform.rate;

import io.sluice.platform.http.PublicAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts what comes from an address before anybody looks at tokens, which costs more. */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class AddressRate implements WebFilter {

    private final Rates rates;

    AddressRate(Rates rates) {
        this.rates = rates;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return PublicAddress.of(exchange.getRequest().getRemoteAddress())
                .map(address -> rates.limited(RateKind.ADDRESS, address, exchange, chain))
                .orElseGet(() -> chain.filter(exchange));
    }
}
