package io.sluice.platform.http;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the request's id and the security headers on every answer; a route may set its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ResponseHeadersFilter implements WebFilter {

    static final Map<String, String> DEFAULTS =
            Map.of(
                    HttpHeaders.CACHE_CONTROL,
                    "no-store",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var response = exchange.getResponse();
        response.getHeaders().set(RequestId.HEADER, RequestId.of(exchange));
        response.beforeCommit(() -> Mono.fromRunnable(() -> complete(response.getHeaders())));
        return chain.filter(exchange);
    }

    private static void complete(HttpHeaders headers) {
        DEFAULTS.forEach((name, value) -> {
            if (!headers.containsHeader(name)) {
                headers.set(name, value);
            }
        });
    }
}
