package io.sluice.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;

/** Waits until it is agreed which protocol a connection speaks, as only then its codec is there. */
final class Agreed extends ChannelInboundHandlerAdapter {

    private final Consumer<ChannelPipeline> then;

    Agreed(Consumer<ChannelPipeline> then) {
        this.then = then;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent) {
            then.accept(context.pipeline());
            context.pipeline().remove(this);
        }
        context.fireUserEventTriggered(event);
    }
}
