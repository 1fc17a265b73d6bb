package io.sluice.platform.http;

import io.sluice.platform.database.OnDemand;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Marks what requests ask of the database; the management port's health does not depend on it. */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class OnDemandFilter implements WebFilter {

    private final ApplicationContext gateway;

    OnDemandFilter(ApplicationContext gateway) {
        this.gateway = gateway;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var serving = chain.filter(exchange);
        return gateway.equals(exchange.getApplicationContext())
                ? serving.contextWrite(OnDemand::mark)
                : serving;
    }
}
