package io.sluice.merchant.access;

import io.sluice.merchant.Caller;
import io.sluice.platform.keys.CompactJws;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Turns a token into its caller. The type decides who may have made it, and nothing else can. */
final class TokenAuthentication implements ReactiveAuthenticationManager {

    private final BelievedTokens believed;
    private final AccessTokens accessTokens;
    private final MacPayerTokens payerTokens;

    TokenAuthentication(
            BelievedTokens believed, AccessTokens accessTokens, MacPayerTokens payerTokens) {
        this.believed = believed;
        this.accessTokens = accessTokens;
        this.payerTokens = payerTokens;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return Mono.justOrEmpty(authentication)
                .ofType(BearerToken.class)
                .flatMap(bearer -> caller(bearer.token()))
                .map(CallerAuthentication::new);
    }

    private Mono<Caller> caller(String text) {
        return believed.caller(text).<Mono<Caller>>map(Mono::just).orElseGet(() -> verified(text));
    }

    private Mono<Caller> verified(String text) {
        var token =
                CompactJws.parse(text)
                        .orElseThrow(() -> new InvalidToken("The token is malformed"));
        // Our own are verified as quickly as they would be found.
        return token.type().equals(MacPayerTokens.TYPE)
                ? Mono.just(payerTokens.verify(token))
                : accessTokens
                        .verify(token)
                        .doOnNext(it -> believed.keep(text, it))
                        .map(BelievedToken::caller);
    }
}
