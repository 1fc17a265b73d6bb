package io.sluice.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.concurrent.TimeUnit;

/** Connections for streams, all on one event loop. */
final class StreamConnections implements AutoCloseable {

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Endpoint endpoint;

    StreamConnections(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Asks for what is at {@code path}, and has the answer heard. */
    ChannelFuture open(String path, ChannelHandler answer) {
        var connection =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .handler(handlers(answer))
                        .connect(endpoint.host(), endpoint.port());
        return connection.addListener((ChannelFuture it) -> {
            if (it.isSuccess()) {
                var _ = it.channel().writeAndFlush(endpoint.request(path));
            }
        });
    }

    @Override
    public void close() {
        // Closes every connection.
        var _ = loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    private static ChannelInitializer<Channel> handlers(ChannelHandler answer) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), answer);
            }
        };
    }
}
