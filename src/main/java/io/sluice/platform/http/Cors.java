package io.sluice.platform.http;

import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS;
import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS;
import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN;
import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS;
import static org.springframework.http.HttpHeaders.ACCESS_CONTROL_MAX_AGE;
import static org.springframework.http.HttpHeaders.VARY;

import io.sluice.platform.http.CorsAnswer.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pages of other origins may call this API: those that are listed. They show a token
 * or a ticket as everybody does; what a browser would send by itself is never asked for.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.3</a>
 */
public final class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT";

    private static final String READ_BY_US =
            "Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match, Last-Event-ID,"
                    + " traceparent";

    private static final String READ_BY_PAGES =
            "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After,"
                    + " WWW-Authenticate, X-Request-Id";

    private static final String HOUR = "3600";

    private static final CorsAnswer NOTHING = new CorsAnswer(Kind.SERVED, Map.of());

    private final Set<String> origins;

    private Cors(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Pages of these origins, as browsers spell them, or of all for {@code *}. Fails with one
     * sentence for what no browser would ever send.
     */
    public static Cors of(List<String> origins) {
        return new Cors(CorsOrigins.checked(origins));
    }

    /**
     * What a request is told. The headers that a preflight asks for are not looked at: it is told
     * which there are, and its browser compares them.
     *
     * @param origin null when it names none
     * @param requestedMethod null when it asks for none
     */
    public CorsAnswer decide(
            String method, @Nullable String origin, @Nullable String requestedMethod) {
        if (origins.isEmpty()) {
            return NOTHING;
        }
        var preflight = method.equals("OPTIONS") && origin != null && requestedMethod != null;
        if (origin == null || !allows(origin)) {
            return new CorsAnswer(preflight ? Kind.REFUSED : Kind.SERVED, varied(Map.of()));
        }
        return preflight
                ? new CorsAnswer(
                        Kind.PREFLIGHT,
                        varied(
                                Map.of(
                                        ACCESS_CONTROL_ALLOW_ORIGIN, told(origin),
                                        ACCESS_CONTROL_ALLOW_METHODS, METHODS,
                                        ACCESS_CONTROL_ALLOW_HEADERS, READ_BY_US,
                                        ACCESS_CONTROL_MAX_AGE, HOUR)))
                : new CorsAnswer(
                        Kind.SERVED,
                        varied(
                                Map.of(
                                        ACCESS_CONTROL_ALLOW_ORIGIN,
                                        told(origin),
                                        ACCESS_CONTROL_EXPOSE_HEADERS,
                                        READ_BY_PAGES)));
    }

    private boolean allows(String origin) {
        return isForAll() || origins.contains(origin);
    }

    private String told(String origin) {
        return isForAll() ? CorsOrigins.ALL : origin;
    }

    private boolean isForAll() {
        return origins.contains(CorsOrigins.ALL);
    }

    /** Who keeps answers must know that another page is told something else. */
    private Map<String, String> varied(Map<String, String> headers) {
        if (isForAll()) {
            return headers;
        }
        var all = new HashMap<>(headers);
        all.put(VARY, "Origin");
        return all;
    }
}
