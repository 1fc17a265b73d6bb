package io.sluice.platform.sse;

import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes requests for streams before WebFlux, and still has WebFlux decide them: who is let in, and
 * how others are refused, is the same whichever way a stream is told.
 */
final class StreamRoute implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final Supplier<HttpHandler> webFlux;

    StreamRoute(Supplier<HttpHandler> webFlux) {
        this.webFlux = webFlux;
    }

    /** A route that is a bean would be the management port's too. */
    @Override
    public void customize(NettyReactiveWebServerFactory server) {
        server.addRouteProviders(routes -> routes.route(StreamRoute::isForStream, this::serve));
    }

    /** What ends so and is no stream is answered by WebFlux all the same. */
    private static boolean isForStream(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) && request.fullPath().endsWith("/stream");
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        var handover = new Handover(request, response);
        HttpHandler deciding =
                (asked, answer) ->
                        webFlux.get().handle(asked, new HandedResponse(answer, handover));
        return handover.decidedBy(new ReactorHttpHandlerAdapter(deciding).apply(request, response));
    }
}
