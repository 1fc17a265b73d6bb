package io.sluice.platform.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which the client takes too long: to ask, to say a head or a body, or to
 * take the end of an answer. It sees bytes, and {@link HeadCheck} tells it what they were. A
 * request in one piece costs no timer, and none keeps a request: those of the server below are
 * begun with each, and one that is answered before its end was read stays in memory until they are
 * due.
 */
final class ConnectionTimes extends ChannelInboundHandlerAdapter {

    private final HttpProperties limits;
    private @Nullable ChannelHandlerContext connection;
    private @Nullable Awaited awaited;
    private @Nullable Future<?> timer;
    private long timerDue;

    ConnectionTimes(HttpProperties limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection = context;
        awaited = new Awaited(limits, now());
        keepWatch();
    }

    /** RFC 9112, 2.2: before a head may be empty lines. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (awaited().isHead() && !isEmptyLines(bytes)) {
            awaited().headBegan(now());
        }
        context.fireChannelRead(bytes);
        if (!awaited().isHead()) {
            keepWatch();
        }
    }

    private static boolean isEmptyLines(Object bytes) {
        return bytes instanceof ByteBuf read
                && read.forEachByte(it -> it == '\r' || it == '\n') < 0;
    }

    /**
     * @param isTaken whether there is to be an answer from above
     */
    void headCame(boolean isTaken) {
        awaited().headCame(isTaken, now());
    }

    void bodyCame() {
        awaited().bodyCame(now());
    }

    void requestCame() {
        awaited().requestCame(now());
    }

    /** To its end; the client may not take it. */
    void answerWritten() {
        awaited().answerWritten(now());
        keepWatch();
    }

    void answerWent() {
        awaited().answerWent(now());
        if (isGivenUp()) {
            var _ = connection().close();
        } else {
            keepWatch();
        }
    }

    /** Whether the connection is closed after the next answer: the body to it did not come. */
    boolean isGivenUp() {
        return awaited().isGivenUp();
    }

    boolean isAnswered() {
        return awaited().isAnswered();
    }

    /** A timer that is due too soon is left alone: it looks, and goes on. */
    private void keepWatch() {
        var left = awaited().left(now());
        if (left == Awaited.FOR_EVER || (timer != null && timerDue - now() <= left)) {
            return;
        }
        forget();
        timerDue = now() + left;
        timer = connection().executor().schedule(this::look, left, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (awaited().left(now()) > 0) {
            keepWatch();
        } else if (awaited().missesBody(now())) {
            keepWatch();
            connection().fireExceptionCaught(ReadTimeoutException.INSTANCE);
        } else {
            var _ = connection().close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private long now() {
        return connection().executor().ticker().nanoTime();
    }

    private ChannelHandlerContext connection() {
        return requireNonNull(connection);
    }

    private Awaited awaited() {
        return requireNonNull(awaited);
    }
}
