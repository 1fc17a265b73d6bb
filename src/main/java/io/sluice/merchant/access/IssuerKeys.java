package io.sluice.merchant.access;

import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import io.sluice.merchant.access.TokenProperties.Issuer;
import io.sluice.platform.http.Problem;
import io.sluice.platform.http.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest key set of each issuer, swapped as a whole. Looking a key up asks nobody. */
final class IssuerKeys {

    private final Map<String, KeySet> sets = new ConcurrentHashMap<>();
    private final Duration maxAge;
    private final InstantSource clock;

    IssuerKeys(Duration maxAge, InstantSource clock) {
        this.maxAge = maxAge;
        this.clock = clock;
    }

    void put(Issuer issuer, KeySet set) {
        sets.put(issuer.issuer(), set);
    }

    /**
     * The keys of {@code issuer}. While none were read, or too long ago, nobody can say whether a
     * token is good: that is 503, not 401.
     */
    KeySet of(Issuer issuer) {
        var set = sets.get(issuer.issuer());
        if (set == null || set.readAt().plus(maxAge).isBefore(clock.instant())) {
            throw unavailable();
        }
        return set;
    }

    /** What is said while nobody can tell whether a token is good. */
    static Refused unavailable() {
        return new Refused(
                Problem.of(
                                SERVICE_UNAVAILABLE,
                                "issuer-unavailable",
                                "The keys of the token's issuer cannot be read right now")
                        .retryAfter(Duration.ofSeconds(5)));
    }
}
