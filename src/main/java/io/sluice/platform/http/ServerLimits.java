package io.sluice.platform.http;

import io.netty.channel.Channel;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives the server the time-outs, limits and discretion that it does not have by itself. */
final class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final WireProblems PROBLEMS = new WireProblems();

    private final HttpProperties properties;
    private final Connections connections;

    ServerLimits(HttpProperties properties) {
        this.properties = properties;
        this.connections =
                new Connections(
                        properties.connectionsPerAddress(),
                        properties.connectionsPerPrivateAddress());
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
                .doOnChannelInit((_, channel, _) -> watch(channel))
                .accessLog(properties.accessLog(), MaskedAccessLog::line)
                .httpRequestDecoder(it ->
                        it.maxHeaderSize(properties.maxHeader())
                                .maxInitialLineLength(properties.maxLine()));
    }

    private void watch(Channel channel) {
        if (connections.letIn(channel)) {
            var deadline = new HeadDeadline(properties.head());
            channel.pipeline()
                    .addBefore(NettyPipeline.HttpCodec, "sluice.deadline", deadline)
                    .addAfter(NettyPipeline.HttpCodec, "sluice.head", new HeadCheck(deadline))
                    .addAfter(NettyPipeline.HttpCodec, "sluice.problems", PROBLEMS);
        }
    }
}
