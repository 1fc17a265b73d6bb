package io.sluice.bench;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/** One connection of a stream: tells its client when it begins, and once when it is over. */
final class StormConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final int OK = 200;

    private final StormClient client;
    private int status;
    private int comeBackIn;
    private boolean begun;
    private boolean over;

    StormConnection(StormClient client) {
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse response) {
            status = response.status().code();
            comeBackIn = response.headers().getInt("Retry-After", 0);
        }
        if (message instanceof HttpContent content && status == OK) {
            hear(ByteBufUtil.getBytes(content.content()));
        }
        if (message instanceof LastHttpContent) {
            end(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context);
    }

    private void hear(byte[] part) {
        var frames = client.stream().hear(part, System.nanoTime());
        if (frames > 0 && !begun) {
            begun = true;
            client.begun();
        }
    }

    private void end(ChannelHandlerContext context) {
        if (over) {
            return;
        }
        over = true;
        var _ = context.close();
        if (begun) {
            client.ended();
        } else {
            client.refused(comeBackIn);
        }
    }
}
