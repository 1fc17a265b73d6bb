package io.sluice.platform.http;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.http.server.HttpServer;

/** Gives the server the time-outs, limits and discretion that it does not have by itself. */
final class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final HttpProperties properties;

    ServerLimits(HttpProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limited);
    }

    private HttpServer limited(HttpServer server) {
        return server.idleTimeout(properties.idle())
                .readTimeout(properties.read())
                .requestTimeout(properties.request())
                .maxKeepAliveRequests(properties.requestsPerConnection())
                .accessLog(properties.accessLog(), MaskedAccessLog::line)
                .httpRequestDecoder(it ->
                        it.maxHeaderSize(properties.maxHeader())
                                .maxInitialLineLength(properties.maxLine()));
    }
}
