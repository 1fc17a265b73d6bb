package io.sluice.platform.sse;

import static java.util.Objects.requireNonNull;

import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
final class StreamRoute
        implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>,
                SmartInitializingSingleton {

    private final Supplier<HttpHandler> source;
    private volatile @Nullable HttpHandler webFlux;

    /**
     * Takes none yet.
     *
     * @param source of WebFlux: not there before the server, and there before any request
     */
    StreamRoute(Supplier<HttpHandler> source) {
        this.source = source;
    }

    /** Looking it up takes a lock, for which no request may wait. */
    @Override
    public void afterSingletonsInstantiated() {
        webFlux = source.get();
    }

    /** A route that is a bean would be the management port's too. */
    @Override
    public void customize(NettyReactiveWebServerFactory server) {
        server.addRouteProviders(routes -> routes.route(StreamRoute::isForStream, this::serve));
    }

    /**
     * What ends so and is no stream is answered by WebFlux all the same, and so is a stream over
     * HTTP/2: it has no connection of its own that could tell it.
     */
    private static boolean isForStream(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && request.version().majorVersion() == 1
                && request.fullPath().endsWith("/stream");
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        var handover = new Handover(request, response);
        var decider = requireNonNull(webFlux);
        HttpHandler deciding =
                (asked, answer) -> decider.handle(asked, new HandedResponse(answer, handover));
        return handover.decidedBy(new ReactorHttpHandlerAdapter(deciding).apply(request, response));
    }
}
