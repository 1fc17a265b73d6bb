package io.sluice.platform.http;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/** Hides tickets before anything of the framework sees a request: it logs addresses of its own. */
final class TicketHiding implements HttpHandlerDecoratorFactory {

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(TicketRequest.hiding(request), response);
    }
}
