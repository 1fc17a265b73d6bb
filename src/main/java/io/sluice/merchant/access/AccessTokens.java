package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.merchant.access.TokenProperties.Issuer;
import io.sluice.platform.keys.CompactJws;
import java.time.InstantSource;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * Tells from an access token of an issuer (RFC 9068) who is calling. Asks nobody, unless the token
 * names a key that its issuer may have begun to use just now.
 */
final class AccessTokens {

    private static final String STANDARD_TYPE = "at+jwt";

    private final TokenProperties properties;
    private final IssuerKeys keys;
    private final KeyRefresher refresher;
    private final InstantSource clock;

    AccessTokens(
            TokenProperties properties,
            IssuerKeys keys,
            KeyRefresher refresher,
            InstantSource clock) {
        this.properties = properties;
        this.keys = keys;
        this.refresher = refresher;
        this.clock = clock;
    }

    /** Fails with {@link InvalidToken} when the token is not to be believed. */
    Mono<BelievedToken> verify(CompactJws token) {
        return Mono.defer(() -> {
            // Not verified yet: it only says whose keys to try, and is one of ours to choose from.
            var claims = new Claims(token.claims());
            var issuer = issuer(claims);
            var type = shortType(token.type());
            requireHeader(issuer, token.algorithm(), type);
            var caller = partner(issuer, type, claims);
            return key(issuer, token).map(key -> verified(token, issuer, key, caller));
        });
    }

    /**
     * Whether a token that was good is good now: its time is not over, and its issuer has not
     * withdrawn the key.
     */
    boolean isStillGood(BelievedToken token) {
        var until = token.caller().tokenExpiresAt().plus(properties.skew());
        return until.isAfter(clock.instant()) && keys.of(token.issuer()).has(token.key());
    }

    private Issuer issuer(Claims claims) {
        return properties
                .issuer(claims.text("iss"))
                .orElseThrow(() -> new InvalidToken("The token's issuer is not known"));
    }

    private static void requireHeader(Issuer issuer, String algorithm, String type) {
        if (!issuer.algorithms().contains(algorithm)) {
            throw new InvalidToken("The token's algorithm is not accepted");
        }
        if (issuer.types().stream().map(AccessTokens::shortType).noneMatch(type::equals)) {
            throw new InvalidToken("The token's type is not accepted");
        }
    }

    private Mono<IssuerKey> key(Issuer issuer, CompactJws token) {
        var id = token.keyId().orElseThrow(() -> new InvalidToken("The token names no key"));
        var known = keys.of(issuer).find(id);
        return known.isPresent()
                ? Mono.just(known.get())
                : refresher.find(issuer, id).switchIfEmpty(Mono.error(AccessTokens::notItsIssuers));
    }

    private static BelievedToken verified(
            CompactJws token, Issuer issuer, IssuerKey key, Caller.Partner caller) {
        if (!key.verifies(token)) {
            throw notItsIssuers();
        }
        return new BelievedToken(issuer, key, caller);
    }

    private static InvalidToken notItsIssuers() {
        return new InvalidToken("The token's signature is not its issuer's");
    }

    private Caller.Partner partner(Issuer issuer, String type, Claims claims) {
        claims.requireAudience(issuer.audience());
        claims.requireTime(clock.instant(), properties.skew());
        claims.requireUnbound();
        if (type.equals(STANDARD_TYPE)) {
            claims.requireAllOfTheStandard();
        }
        var client =
                claims.optional("client_id")
                        .or(() -> claims.optional("azp"))
                        .orElseGet(() -> claims.text("sub"));
        return new Caller.Partner(
                claims.merchant(issuer.merchantClaim()),
                // Two issuers may each have a client of this name.
                issuer.issuer() + " " + client,
                claims.scopes(issuer.scopeClaims()),
                claims.time("iat"),
                claims.time("exp"));
    }

    /** RFC 7515, 4.1.9: the prefix may be left out, and case does not matter. */
    private static String shortType(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
