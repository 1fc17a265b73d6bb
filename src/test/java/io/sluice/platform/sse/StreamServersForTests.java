package io.sluice.platform.sse;

import java.net.InetAddress;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;

/** Serves the same requests by either route, each on a port of its own. */
public record StreamServersForTests(WebServer byConnection, WebServer byWebFlux)
        implements AutoCloseable {

    public static StreamServersForTests of(HttpHandler handler) {
        var shortcut = factory();
        var route = new StreamRoute(() -> handler);
        route.afterSingletonsInstantiated();
        route.customize(shortcut);
        return new StreamServersForTests(started(shortcut, handler), started(factory(), handler));
    }

    private static NettyReactiveWebServerFactory factory() {
        var factory = new NettyReactiveWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addServerCustomizers(server -> server.accessLog(true));
        return factory;
    }

    private static WebServer started(NettyReactiveWebServerFactory factory, HttpHandler handler) {
        var server = factory.getWebServer(handler);
        server.start();
        return server;
    }

    @Override
    public void close() {
        byConnection.stop();
        byWebFlux.stop();
    }
}
