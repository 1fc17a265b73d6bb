package io.sluice.platform.sse;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

/** Hears when a connection's buffer has emptied; stays for the connection's next stream. */
final class Room extends ChannelInboundHandlerAdapter {

    /** With one more frame this is all that is kept for a client that does not read. */
    private static final WriteBufferWaterMark KEPT = new WriteBufferWaterMark(8_192, 16_384);

    private volatile @Nullable Runnable listener;

    /** Has the connection say earlier than it would that it has no room. */
    static void limit(Channel channel) {
        channel.config().setWriteBufferWaterMark(KEPT);
    }

    /** From now on {@code listener} hears when there is room, in place of any before it. */
    static void listen(Channel channel, Runnable listener) {
        of(channel).listener = listener;
    }

    static void forget(Channel channel) {
        var known = channel.pipeline().get(Room.class);
        if (known != null) {
            known.listener = null;
        }
    }

    private static Room of(Channel channel) {
        var known = channel.pipeline().get(Room.class);
        if (known != null) {
            return known;
        }
        var room = new Room();
        channel.pipeline().addFirst(room);
        return room;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        var listening = listener;
        if (listening != null) {
            listening.run();
        }
        context.fireChannelWritabilityChanged();
    }
}
