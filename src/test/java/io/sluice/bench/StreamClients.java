package io.sluice.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many clients on one event loop. Each checks every frame: order, gaps, doubles, and how late. */
final class StreamClients implements AutoCloseable {

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<StreamCheck> checks = new ArrayList<>();
    private final Delays delays = new Delays();
    private final int port;

    StreamClients(int port) {
        this.port = port;
    }

    Delays delays() {
        return delays;
    }

    /** One more client of a payment. */
    void open(int payment) {
        var check = new StreamCheck(delays);
        checks.add(check);
        var path = "/v1/payments/pay_%026d/stream?mode=log".formatted(payment);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
        request.headers().set("Host", "127.0.0.1");
        var connection =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .handler(handlers(check))
                        .connect("127.0.0.1", port)
                        .syncUninterruptibly();
        var _ = connection.channel().writeAndFlush(request);
    }

    /** How many have heard where they stand. */
    long begun() {
        return checks.stream().filter(StreamCheck::hasBegun).count();
    }

    /** What was heard of what happened, all together. */
    long heard() {
        return checks.stream().mapToLong(StreamCheck::heard).sum();
    }

    /** What came twice, or not in its turn. */
    long wrong() {
        return checks.stream().mapToLong(StreamCheck::wrong).sum();
    }

    @Override
    public void close() {
        // Closes every connection.
        var _ = loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    private static ChannelInitializer<Channel> handlers(StreamCheck check) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new Hearing(check));
            }
        };
    }

    private static final class Hearing extends SimpleChannelInboundHandler<HttpObject> {

        private final StreamCheck check;

        Hearing(StreamCheck check) {
            this.check = check;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpContent content) {
                check.hear(content.content().toString(StandardCharsets.UTF_8));
            }
        }
    }
}
