package io.sluice.merchant.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.merchant.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Access tokens whose signature was verified once, known by their SHA-256: a token has one accepted
 * spelling, and nobody finds it in here. What may change while a token lives is looked at each
 * time.
 */
final class BelievedTokens {

    private final Cache<ByteBuffer, BelievedToken> tokens;
    private final Predicate<BelievedToken> isStillGood;

    BelievedTokens(int most, Predicate<BelievedToken> isStillGood) {
        this.tokens = Caffeine.newBuilder().maximumSize(most).build();
        this.isStillGood = isStillGood;
    }

    /** Who calls with {@code token}; empty when it has to be verified. */
    Optional<Caller.Partner> caller(String token) {
        var known = tokens.getIfPresent(hash(token));
        return Optional.ofNullable(known).filter(isStillGood).map(BelievedToken::caller);
    }

    void keep(String token, BelievedToken believed) {
        tokens.put(hash(token), believed);
    }

    private static ByteBuffer hash(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
