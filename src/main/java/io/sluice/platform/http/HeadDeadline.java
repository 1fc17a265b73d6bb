package io.sluice.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which the head of a request takes too long: the server below only counts
 * how long nothing comes at all. It sees bytes, and {@link HeadCheck} tells it what they were.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private enum Due {
        HEAD,
        REST_OF_HEAD,
        BODY
    }

    private final Duration limit;
    private Due due = Due.HEAD;
    private @Nullable Future<?> deadline;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    /** Most heads come in one piece, and cost no timer. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (due == Due.HEAD) {
            due = Due.REST_OF_HEAD;
        }
        context.fireChannelRead(bytes);
        if (due == Due.REST_OF_HEAD && deadline == null) {
            deadline =
                    context.executor()
                            .schedule(
                                    () -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    void headCame() {
        due = Due.BODY;
        forget();
    }

    void requestCame() {
        due = Due.HEAD;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
