package io.sluice.merchant.access;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys an issuer published at one time. Never changes: a new reading makes a new one. */
record KeySet(Map<String, IssuerKey> keys, Instant readAt) {

    private static final int MAX_KEYS = 100;

    /** Fails when {@code json} is not a key set (RFC 7517) of sensible size with a key for us. */
    static KeySet parse(String json, Instant now) {
        try {
            var all = JWKSet.parse(json).getKeys();
            if (all.isEmpty() || all.size() > MAX_KEYS) {
                throw new IllegalArgumentException("a key set of " + all.size() + " keys");
            }
            var usable =
                    all.stream()
                            .map(IssuerKey::of)
                            .flatMap(Optional::stream)
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            IssuerKey::id, key -> key, (first, _) -> first));
            if (usable.isEmpty()) {
                throw new IllegalArgumentException("a key set without a key that we can use");
            }
            return new KeySet(usable, now);
        } catch (ParseException malformed) {
            throw new IllegalArgumentException("not a key set", malformed);
        }
    }

    boolean has(IssuerKey key) {
        return find(key.id()).filter(key::isSameAs).isPresent();
    }

    Optional<IssuerKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
