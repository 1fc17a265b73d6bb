package io.sluice.platform.sse;

import io.sluice.sandbox.TestAuthority.Identity;
import java.net.InetAddress;
import java.util.function.Consumer;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.server.reactive.HttpHandler;

/** Serves the same requests by either route, each on a port of its own. */
public record StreamServersForTests(WebServer byConnection, WebServer byWebFlux)
        implements AutoCloseable {

    public static StreamServersForTests of(HttpHandler handler) {
        return of(handler, _ -> {});
    }

    private static StreamServersForTests of(
            HttpHandler handler, Consumer<NettyReactiveWebServerFactory> more) {
        var shortcut = factory();
        var usual = factory();
        more.accept(shortcut);
        more.accept(usual);
        var route = new StreamRoute(() -> handler);
        route.afterSingletonsInstantiated();
        route.customize(shortcut);
        return new StreamServersForTests(started(shortcut, handler), started(usual, handler));
    }

    /** The same over HTTPS. */
    static StreamServersForTests encrypted(HttpHandler handler, Identity identity) {
        return of(handler, factory -> factory.setSsl(ssl(identity)));
    }

    /** The same for those who agree on HTTP/2. */
    static StreamServersForTests multiplexed(HttpHandler handler, Identity identity) {
        var http2 = new Http2();
        http2.setEnabled(true);
        return of(
                handler,
                factory -> {
                    factory.setSsl(ssl(identity));
                    factory.setHttp2(http2);
                });
    }

    private static Ssl ssl(Identity identity) {
        var ssl = new Ssl();
        ssl.setCertificate(identity.certificate().toUri().toString());
        ssl.setCertificatePrivateKey(identity.key().toUri().toString());
        return ssl;
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
