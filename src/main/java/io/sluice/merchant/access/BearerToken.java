package io.sluice.merchant.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A token as it came, believed by nobody yet. Taken from the header only (RFC 6750, 2.1). */
final class BearerToken extends AbstractAuthenticationToken {

    private static final String SCHEME = "Bearer ";

    private final String token;

    private BearerToken(String token) {
        super(List.of());
        this.token = token;
    }

    /** Empty when the request carries none. */
    static Mono<Authentication> in(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            var headers = exchange.getRequest().getHeaders();
            return headers.getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1
                    ? Mono.error(new InvalidToken("There is more than one token"))
                    : Mono.justOrEmpty(only(headers).map(BearerToken::new));
        });
    }

    /** Empty also when there are several. */
    static Optional<String> only(HttpHeaders headers) {
        var all = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        return all.size() == 1 && all.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(all.getFirst().substring(SCHEME.length()))
                : Optional.empty();
    }

    String token() {
        return token;
    }

    @Override
    public String getPrincipal() {
        return "";
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken it && it.token.equals(token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
