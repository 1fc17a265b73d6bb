package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says what the framework's firewall refuses as we say everything. */
final class RejectedRequests implements ServerExchangeRejectedHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return Mono.error(() ->
                new Refused(
                        Problem.of(
                                BAD_REQUEST,
                                "malformed-request",
                                "The address or a header of this request could be read in"
                                        + " two ways")));
    }
}
