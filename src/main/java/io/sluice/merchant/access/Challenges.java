package io.sluice.merchant.access;

import io.sluice.merchant.TicketRefused;
import io.sluice.platform.http.TicketRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says in WWW-Authenticate how to ask properly (RFC 6750, RFC 9728); what went wrong, the problem
 * says.
 */
final class Challenges implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final String INVALID = ", error=\"invalid_token\"";

    private final String metadata;

    Challenges(String publicUrl) {
        this.metadata = publicUrl + "/.well-known/oauth-protected-resource";
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        if (failure instanceof InvalidToken) {
            return challenge(exchange, INVALID, failure);
        }
        // The framework forgets why it asks for a token: the route may have refused a ticket.
        return TicketRequest.ticket(exchange.getRequest()).isPresent()
                ? challenge(exchange, INVALID, new TicketRefused())
                : challenge(exchange, "", failure);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException failure) {
        var error =
                failure instanceof MissingScope missing
                        ? ", error=\"insufficient_scope\", scope=\"" + missing.scope() + '"'
                        : ", error=\"insufficient_scope\"";
        return challenge(exchange, error, failure);
    }

    private Mono<Void> challenge(ServerWebExchange exchange, String error, Throwable failure) {
        var challenge = "Bearer resource_metadata=\"" + metadata + '"' + error;
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return Mono.error(failure);
    }
}
