package io.sluice.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.Http2SettingsSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** Gives the server the time-outs, limits and discretion that it does not have by itself. */
final class ServerLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final String PROBLEMS_NAME = "sluice.problems";

    /** At once on one connection of HTTP/2. */
    private static final int STREAMS = 100;

    /** So many may be begun and given up before the connection is closed (CVE-2023-44487). */
    private static final int RESETS = 200;

    private static final int RESETS_SECONDS = 30;

    private final HttpProperties properties;
    private final Connections connections;
    private final WireProblems problems;

    ServerLimits(HttpProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.problems = new WireProblems(meters);
        this.connections =
                new Connections(
                        properties.connectionsPerAddress(),
                        properties.connectionsPerPrivateAddress());
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limited, server -> protocols(factory, server));
    }

    private HttpServer limited(HttpServer server) {
        return server.maxKeepAliveRequests(properties.requestsPerConnection())
                .doOnChannelInit((_, channel, _) -> watch(channel))
                .doOnConnection(connection -> watchStream(connection.channel()))
                .accessLog(properties.accessLog(), MaskedAccessLog::line)
                .httpRequestDecoder(it ->
                        it.maxHeaderSize(properties.maxHeader())
                                .maxInitialLineLength(properties.maxLine()));
    }

    /** HTTP/2, if that is on, is for those who agreed on it while encryption was set up. */
    private HttpServer protocols(NettyReactiveWebServerFactory factory, HttpServer server) {
        var http2 = factory.getHttp2();
        return http2 != null && http2.isEnabled() && Ssl.isEnabled(factory.getSsl())
                ? serverTimesOut(server).http2Settings(this::multiplexed)
                : server.protocol(HttpProtocol.HTTP11);
    }

    /**
     * No handler of ours sees the beginning of a stream of HTTP/2. Whoever speaks HTTP/1.1 to such
     * a server is under both.
     */
    private HttpServer serverTimesOut(HttpServer server) {
        return server.idleTimeout(properties.idle())
                .readTimeout(properties.read())
                .requestTimeout(properties.request());
    }

    private void multiplexed(Http2SettingsSpec.Builder settings) {
        settings.maxConcurrentStreams(STREAMS)
                .maxHeaderListSize(properties.maxHeader())
                .maxDecodedRstFramesPerWindow(RESETS, RESETS_SECONDS);
    }

    private void watch(Channel channel) {
        if (!connections.letIn(channel)) {
            return;
        }
        if (channel.pipeline().get(NettyPipeline.HttpCodec) == null) {
            channel.pipeline()
                    .addBefore(
                            NettyPipeline.ReactiveBridge,
                            "sluice.agreed",
                            new Agreed(this::watchRequests));
        } else {
            watchRequests(channel.pipeline());
        }
    }

    /** Those of HTTP/1.1: for HTTP/2 the codec is one of frames, and has its own rules. */
    private void watchRequests(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpCodec) instanceof HttpServerCodec) {
            var times = new ConnectionTimes(properties);
            pipeline.addBefore(NettyPipeline.HttpCodec, "sluice.times", times)
                    .addAfter(NettyPipeline.HttpCodec, "sluice.head", new HeadCheck(times))
                    .addAfter(NettyPipeline.HttpCodec, PROBLEMS_NAME, problems);
        }
    }

    private void watchStream(Channel channel) {
        var pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.H2ToHttp11Codec) != null
                && pipeline.get(PROBLEMS_NAME) == null) {
            pipeline.addAfter(NettyPipeline.H2ToHttp11Codec, PROBLEMS_NAME, problems);
        }
    }
}
