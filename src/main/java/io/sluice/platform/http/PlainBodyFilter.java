package io.sluice.platform.http;

import static org.springframework.http.HttpHeaders.CONTENT_ENCODING;
import static org.springframework.http.HttpHeaders.CONTENT_TYPE;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a body by what its headers say, before any of it is read. */
final class PlainBodyFilter implements WebFilter {

    /** With several of one of these, others would act on another one than we. */
    private static final List<String> SINGLE =
            List.of(CONTENT_TYPE, "Idempotency-Key", HttpHeaders.IF_MATCH, "Last-Event-ID");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return refusal(exchange.getRequest().getHeaders())
                .<Mono<Void>>map(Mono::error)
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<RuntimeException> refusal(HttpHeaders headers) {
        for (var name : SINGLE) {
            if (headers.getOrEmpty(name).size() > 1) {
                return Optional.of(Refused.invalid("The header " + name + " is there twice"));
            }
        }
        if (headers.getContentLength() > ApiJson.MAX_BODY) {
            return Optional.of(new ResponseStatusException(CONTENT_TOO_LARGE));
        }
        return isPlainUtf8(headers)
                ? Optional.empty()
                : Optional.of(new ResponseStatusException(UNSUPPORTED_MEDIA_TYPE));
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
}
