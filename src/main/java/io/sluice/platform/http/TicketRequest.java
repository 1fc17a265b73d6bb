package io.sluice.platform.http;

import io.sluice.platform.keys.Secret;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * A request whose ticket was taken out of its address, so that nothing behind can log, trace or
 * repeat it.
 */
public final class TicketRequest extends ServerHttpRequestDecorator {

    private final Secret ticket;

    private TicketRequest(ServerHttpRequest without, Secret ticket) {
        super(without);
        this.ticket = ticket;
    }

    /** The ticket a request came with, if any; whether it is worth anything nobody knows yet. */
    public static Optional<Secret> ticket(ServerHttpRequest request) {
        var at = request;
        while (at instanceof ServerHttpRequestDecorator decorated) {
            if (at instanceof TicketRequest found) {
                return Optional.of(found.ticket);
            }
            at = decorated.getDelegate();
        }
        return Optional.empty();
    }

    /** Itself, when it has no ticket. */
    static ServerHttpRequest hiding(ServerHttpRequest request) {
        var address = request.getURI();
        var query = TicketQuery.of(address.getRawQuery());
        var ticket = query.ticket();
        return ticket == null
                ? request
                : new TicketRequest(
                        request.mutate().uri(query.hiddenFrom(address)).build(),
                        new Secret(ticket));
    }
}
