package io.sluice.platform.http;

import static org.springframework.http.HttpHeaders.CONTENT_ENCODING;
import static org.springframework.http.HttpHeaders.CONTENT_TYPE;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.NOT_ACCEPTABLE;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a request for what its headers say of its body or its answer, before it is done. */
final class PlainHeadersFilter implements WebFilter {

    /** With several of one of these, others would act on another one than we. */
    private static final List<String> SINGLE =
            List.of(CONTENT_TYPE, "Idempotency-Key", HttpHeaders.IF_MATCH, "Last-Event-ID");

    private final ApplicationContext gateway;

    PlainHeadersFilter(ApplicationContext gateway) {
        this.gateway = gateway;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The management port has a context of its own, and its own rules.
        if (!gateway.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        var request = exchange.getRequest();
        return refusal(request.getHeaders(), !HttpMethod.GET.equals(request.getMethod()))
                .<Mono<Void>>map(Mono::error)
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<RuntimeException> refusal(HttpHeaders headers, boolean mayChange) {
        for (var name : SINGLE) {
            if (headers.getOrEmpty(name).size() > 1) {
                return Optional.of(Refused.invalid("The header " + name + " is there twice"));
            }
        }
        if (headers.getContentLength() > ApiJson.MAX_BODY) {
            return refused(CONTENT_TOO_LARGE);
        }
        if (mayChange && !isPlainUtf8(headers)) {
            return refused(UNSUPPORTED_MEDIA_TYPE);
        }
        return mayChange && !takesJson(headers) ? refused(NOT_ACCEPTABLE) : Optional.empty();
    }

    private static Optional<RuntimeException> refused(HttpStatus status) {
        return Optional.of(new ResponseStatusException(status));
    }

    private static boolean isPlainUtf8(HttpHeaders headers) {
        if (headers.containsHeader(CONTENT_ENCODING)) {
            return false;
        }
        try {
            var type = headers.getContentType();
            var charset = type == null ? null : type.getCharset();
            return charset == null || charset.equals(StandardCharsets.UTF_8);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Once the answer is there it is too late: what was asked for would be done. */
    private static boolean takesJson(HttpHeaders headers) {
        try {
            var taken = headers.getAccept();
            return taken.isEmpty()
                    || taken.stream().anyMatch(it -> it.isCompatibleWith(APPLICATION_JSON));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
