package io.sluice.platform.rate;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * Tells a client what it may still ask, before it is refused.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">
 *     draft-ietf-httpapi-ratelimit-headers-10, a list of structured fields (RFC 9651) each</a>
 */
final class RateHeaders {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    private RateHeaders() {}

    static void add(HttpHeaders headers, RateKind kind, Quota quota, ConsumptionProbe left) {
        var name = '"' + kind.word() + '"';
        var window = quota.window().toSeconds();
        add(headers, POLICY, name + ";q=" + quota.requests() + ";w=" + window);
        add(headers, LIMIT, name + ";r=" + left.getRemainingTokens() + ";t=" + seconds(left));
    }

    /** Until all of the quota is there again, rounded up. */
    private static long seconds(ConsumptionProbe left) {
        return Math.ceilDiv(left.getNanosToWaitForReset(), Duration.ofSeconds(1).toNanos());
    }

    /** One line each: many clients look at the first only. */
    private static void add(HttpHeaders headers, String name, String item) {
        var before = headers.getFirst(name);
        headers.set(name, before == null ? item : before + ", " + item);
    }
}
