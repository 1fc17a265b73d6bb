package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.Collection;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets no control character into a query: no value of ours has one, and PostgreSQL's text cannot
 * hold a NUL.
 */
final class PlainQueryFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isPlain(exchange.getRequest().getQueryParams())
                ? chain.filter(exchange)
                : Mono.error(PlainQueryFilter::refused);
    }

    private static boolean isPlain(MultiValueMap<String, String> query) {
        return query.keySet().stream().allMatch(PlainQueryFilter::isPlain)
                && query.values().stream()
                        .flatMap(Collection::stream)
                        .filter(Objects::nonNull)
                        .allMatch(PlainQueryFilter::isPlain);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static Refused refused() {
        return new Refused(
                Problem.of(
                        BAD_REQUEST,
                        "invalid-request",
                        "The query must not contain control characters"));
    }
}
