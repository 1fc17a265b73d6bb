package io.sluice.platform.http;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets nothing into a query that could be read in two ways: no parameter twice, no malformed UTF-8,
 * and no control character, as no value of ours has one and PostgreSQL's text cannot hold a NUL.
 */
final class PlainQueryFilter implements WebFilter {

    /** What the framework makes of malformed UTF-8. */
    private static final char UNREADABLE = '\ufffd';

    private final ApplicationContext gateway;

    PlainQueryFilter(ApplicationContext gateway) {
        this.gateway = gateway;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The management port has a context of its own, and its own rules.
        if (!gateway.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        return refusal(exchange.getRequest().getQueryParams())
                .<Mono<Void>>map(Mono::error)
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<Refused> refusal(MultiValueMap<String, String> query) {
        if (!isPlain(query)) {
            return Optional.of(
                    Refused.invalid(
                            "The query must be UTF-8, and must not contain control characters"));
        }
        return query.values().stream().anyMatch(it -> it.size() > 1)
                ? Optional.of(Refused.invalid("The query has a parameter twice"))
                : Optional.empty();
    }

    private static boolean isPlain(MultiValueMap<String, String> query) {
        return query.keySet().stream().allMatch(PlainQueryFilter::isPlain)
                && query.values().stream()
                        .flatMap(Collection::stream)
                        .filter(Objects::nonNull)
                        .allMatch(PlainQueryFilter::isPlain);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(it -> Character.isISOControl(it) || it == UNREADABLE);
    }
}
