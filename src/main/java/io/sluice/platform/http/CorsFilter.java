package io.sluice.platform.http;

import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD;
import static org.springframework.http.HttpHeaders.ORIGIN;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells browsers what pages of other origins may do, before anybody asks for a token or a route. On
 * the management port it tells them nothing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class CorsFilter implements WebFilter {

    private final Cors cors;
    private final ApplicationContext gateway;

    CorsFilter(Cors cors, ApplicationContext gateway) {
        this.cors = cors;
        this.gateway = gateway;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The management port has a context of its own.
        if (!gateway.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        var request = exchange.getRequest();
        var answer =
                cors.decide(
                        request.getMethod().name(),
                        only(request.getHeaders(), ORIGIN),
                        only(request.getHeaders(), ACCESS_CONTROL_REQUEST_METHOD));
        var response = exchange.getResponse();
        answer.headers().forEach(response.getHeaders()::set);
        return switch (answer.kind()) {
            case SERVED -> chain.filter(exchange);
            case PREFLIGHT -> {
                response.setRawStatusCode(answer.status());
                yield response.setComplete();
            }
            case REFUSED -> Mono.error(CorsFilter::refused);
        };
    }

    /** Several at once are no origin that was ever listed. */
    private static @Nullable String only(HttpHeaders headers, String name) {
        var all = headers.get(name);
        return all == null || all.isEmpty() ? null : String.join(", ", all);
    }

    private static Refused refused() {
        return new Refused(
                Problem.of(
                        HttpStatus.FORBIDDEN,
                        "origin-not-allowed",
                        "Pages of this origin may not call this gateway"));
    }
}
