package io.sluice.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/** The connection of one stream: whether there is one, and whether it ends. */
final class LoadedConnection extends SimpleChannelInboundHandler<HttpObject> {

    private final LoadTally tally;
    private final LoadedStream stream;
    private final long due;
    private boolean asked;
    private boolean open;

    LoadedConnection(LoadTally tally, long due) {
        this.tally = tally;
        this.stream = new LoadedStream(tally);
        this.due = due;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse response) {
            begin(response);
        }
        if (message instanceof HttpContent content && open) {
            stream.hear(content.content().toString(StandardCharsets.UTF_8));
        }
        if (message instanceof LastHttpContent) {
            end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    private void begin(HttpResponse response) {
        asked = true;
        var kind = String.valueOf(response.headers().get("Content-Type"));
        open = response.status().equals(HttpResponseStatus.OK) && kind.startsWith("text/event-");
        if (open) {
            tally.begun(due);
        } else {
            tally.refused();
        }
    }

    private void end() {
        if (!asked) {
            tally.refused();
        } else if (open) {
            tally.ended();
        }
        asked = true;
        open = false;
    }
}
