package io.sluice.platform.http;

import io.netty.buffer.ByteBuf;
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
    private int unanswered;
    private @Nullable Future<?> deadline;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * Most heads come in one piece, and cost no timer; RFC 9112, 2.2: before one are empty lines.
     */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (due == Due.HEAD && !isEmptyLines(bytes)) {
            due = Due.REST_OF_HEAD;
        }
        context.fireChannelRead(bytes);
        if (due == Due.REST_OF_HEAD && deadline == null) {
            start(context);
        }
    }

    private static boolean isEmptyLines(Object bytes) {
        return bytes instanceof ByteBuf read
                && read.forEachByte(it -> it == '\r' || it == '\n') < 0;
    }

    private void start(ChannelHandlerContext context) {
        deadline =
                context.executor()
                        .schedule(() -> end(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Who sends the next request slowly is still to have the answers to those before it. */
    private void end(ChannelHandlerContext context) {
        if (!isNothingAwaited()) {
            start(context);
        } else {
            var _ = context.close();
        }
    }

    /**
     * @param isTaken whether there is to be an answer from above
     */
    void headCame(boolean isTaken) {
        due = Due.BODY;
        unanswered += isTaken ? 1 : 0;
        forget();
    }

    boolean isNothingAwaited() {
        return unanswered == 0;
    }

    void requestCame() {
        due = Due.HEAD;
    }

    void answerWent() {
        unanswered = Math.max(0, unanswered - 1);
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
