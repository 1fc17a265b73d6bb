package io.sluice.merchant.access;

import io.sluice.merchant.Access;
import io.sluice.merchant.Caller;
import io.sluice.merchant.KnownCallers;
import io.sluice.platform.http.TicketRequest;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Holds every route to its {@link Access}, before its body is read. What has none is closed, except
 * what is public by its address and what is served on the management port. What {@link
 * KnownCallers} serve does not come here, and is held to its scope by them.
 */
final class AccessRules implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision DENIED = new AuthorizationDecision(false);

    private static final List<PathPattern> PUBLIC =
            List.of(pattern("/.well-known/**"), pattern("/docs/**"), pattern("/problems/**"));

    private final HandlerMapping routes;
    private final ApplicationContext gateway;

    AccessRules(HandlerMapping routes, ApplicationContext gateway) {
        this.routes = routes;
        this.gateway = gateway;
    }

    @Override
    public Mono<AuthorizationResult> authorize(
            Mono<Authentication> authentication, AuthorizationContext context) {
        var exchange = context.getExchange();
        if (isPublic(exchange)) {
            return Mono.just(GRANTED);
        }
        return routes.getHandler(exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(route -> decide(route, authentication, exchange.getRequest()));
    }

    private boolean isPublic(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        return isForManagement(exchange) || PUBLIC.stream().anyMatch(it -> it.matches(path));
    }

    /** The management port has a context of its own, below ours. */
    private boolean isForManagement(ServerWebExchange exchange) {
        var context = exchange.getApplicationContext();
        return context != null && gateway.equals(context.getParent());
    }

    private static Mono<AuthorizationResult> decide(
            Object route, Mono<Authentication> authentication, ServerHttpRequest request) {
        var access =
                route instanceof HandlerMethod method
                        ? method.getMethodAnnotation(Access.class)
                        : null;
        if (access == null) {
            return Mono.just(DENIED);
        }
        return authentication
                .ofType(CallerAuthentication.class)
                .<AuthorizationResult>flatMap(it -> decide(access, it.getPrincipal()))
                .defaultIfEmpty(isByTicket(access, request) ? GRANTED : DENIED);
    }

    /** A HEAD request comes to the same method, and would use a ticket up for nothing. */
    private static boolean isByTicket(Access access, ServerHttpRequest request) {
        return access.ticket()
                && HttpMethod.GET.equals(request.getMethod())
                && TicketRequest.ticket(request).isPresent();
    }

    private static Mono<AuthorizationResult> decide(Access access, Caller caller) {
        return switch (caller) {
            case Caller.Partner partner when partner.scopes().contains(access.scope()) ->
                    Mono.just(GRANTED);
            case Caller.Partner _ -> Mono.error(new MissingScope(access.scope()));
            case Caller.Payer _ when access.payer() -> Mono.just(GRANTED);
            case Caller.Payer _ ->
                    Mono.error(new AccessDeniedException("A payer's token does not open this"));
        };
    }

    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }
}
