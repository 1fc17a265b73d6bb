package io.sluice.platform.http;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Looks a request's route up once: who may take it is asked before it is dispatched. */
final class RoutesOnce extends RequestMappingHandlerMapping {

    private static final String FOUND = RoutesOnce.class.getName();

    @Override
    public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
        HandlerMethod found = exchange.getAttribute(FOUND);
        return found == null
                ? super.getHandlerInternal(exchange)
                        .doOnNext(it -> exchange.getAttributes().put(FOUND, it))
                : Mono.just(found);
    }
}
