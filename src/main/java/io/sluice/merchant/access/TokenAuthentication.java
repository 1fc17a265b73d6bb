package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.platform.keys.CompactJws;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Turns a token into its caller. The type decides who may have made it, and nothing else can. */
final class TokenAuthentication implements ReactiveAuthenticationManager {

    private final AccessTokens accessTokens;
    private final MacPayerTokens payerTokens;

    TokenAuthentication(AccessTokens accessTokens, MacPayerTokens payerTokens) {
        this.accessTokens = accessTokens;
        this.payerTokens = payerTokens;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return Mono.justOrEmpty(authentication)
                .ofType(BearerToken.class)
                .map(bearer -> new CallerAuthentication(caller(bearer.token())));
    }

    private Caller caller(String text) {
        var token =
                CompactJws.parse(text)
                        .orElseThrow(() -> new InvalidToken("The token is malformed"));
        return token.type().equals(MacPayerTokens.TYPE)
                ? payerTokens.verify(token)
                : accessTokens.verify(token);
    }
}
