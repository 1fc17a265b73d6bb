package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.merchant.access.TokenProperties.Issuer;
import io.sluice.platform.keys.CompactJws;
import java.time.InstantSource;
import java.util.Locale;

/** Tells from an access token of an issuer (RFC 9068) who is calling. Asks nobody. */
final class AccessTokens {

    private final TokenProperties properties;
    private final IssuerKeys keys;
    private final InstantSource clock;

    AccessTokens(TokenProperties properties, IssuerKeys keys, InstantSource clock) {
        this.properties = properties;
        this.keys = keys;
        this.clock = clock;
    }

    /** Fails with {@link InvalidToken} when the token is not to be believed. */
    Caller verify(CompactJws token) {
        // Not verified yet: it only says whose keys to try, and is one of ours to choose from.
        var issuer =
                properties
                        .issuer(new Claims(token.claims()).text("iss"))
                        .orElseThrow(() -> new InvalidToken("The token's issuer is not known"));
        requireSignature(issuer, token);
        return partner(issuer, new Claims(token.claims()));
    }

    private void requireSignature(Issuer issuer, CompactJws token) {
        if (!issuer.algorithms().contains(token.algorithm())) {
            throw new InvalidToken("The token's algorithm is not accepted");
        }
        if (!isOfType(issuer, shortType(token.type()))) {
            throw new InvalidToken("The token's type is not accepted");
        }
        var key = token.keyId().flatMap(keys.of(issuer)::find);
        if (key.filter(it -> it.verifies(token)).isEmpty()) {
            throw new InvalidToken("The token's signature is not its issuer's");
        }
    }

    private Caller partner(Issuer issuer, Claims claims) {
        claims.requireAudience(issuer.audience());
        claims.requireTime(clock.instant(), properties.skew());
        claims.requireUnbound();
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

    private static boolean isOfType(Issuer issuer, String type) {
        return issuer.types().stream().map(AccessTokens::shortType).anyMatch(type::equals);
    }

    /** RFC 7515, 4.1.9: the prefix may be left out, and case does not matter. */
    private static String shortType(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
