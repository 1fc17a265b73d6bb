package io.sluice.payment.api;

import io.sluice.payment.PaymentId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Recognises a request that can be nothing but a read of one payment: its address is spelled in the
 * usual way, and no header of it says anything about the answer.
 */
final class PlainRead {

    private static final String BEFORE_ID =
            PaymentController.READ.substring(0, PaymentController.READ.indexOf('{'));

    /** A request with another one is not plain, whatever that may mean. */
    private static final Set<String> SAY_NOTHING =
            Set.of(
                    "accept-encoding",
                    "accept-language",
                    "authorization",
                    "baggage",
                    "cache-control",
                    "connection",
                    "dnt",
                    "forwarded",
                    "host",
                    "origin",
                    "pragma",
                    "priority",
                    "referer",
                    "sec-ch-ua",
                    "sec-ch-ua-mobile",
                    "sec-ch-ua-platform",
                    "sec-fetch-dest",
                    "sec-fetch-mode",
                    "sec-fetch-site",
                    "sec-fetch-user",
                    "traceparent",
                    "tracestate",
                    "user-agent",
                    "via",
                    "x-amzn-trace-id",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto",
                    "x-forwarded-server",
                    "x-real-ip",
                    "x-request-id",
                    // Netty's, in each request by HTTP/2.
                    "x-http2-scheme",
                    "x-http2-stream-id");

    private static final Set<String> ANSWERED =
            Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE);

    private PlainRead() {}

    /** Which payment it is that is read; empty when the request is any other. */
    static Optional<PaymentId> of(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod())
                ? id(request).filter(_ -> isPlain(request.getHeaders()))
                : Optional.empty();
    }

    private static Optional<PaymentId> id(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        return request.getURI().getRawQuery() == null && path.startsWith(BEFORE_ID)
                ? PaymentId.of(path.substring(BEFORE_ID.length()))
                : Optional.empty();
    }

    private static boolean isPlain(HttpHeaders headers) {
        return headers.headerNames().stream().allMatch(it -> isPlain(it, headers));
    }

    private static boolean isPlain(String name, HttpHeaders headers) {
        return SAY_NOTHING.contains(name.toLowerCase(Locale.ROOT))
                || (name.equalsIgnoreCase(HttpHeaders.ACCEPT)
                        && takesJson(headers.getOrEmpty(name)));
    }

    private static boolean takesJson(List<String> accepted) {
        return accepted.size() == 1 && ANSWERED.contains(accepted.getFirst());
    }
}
