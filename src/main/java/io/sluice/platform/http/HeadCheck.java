package io.sluice.platform.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a head that cannot be read, or that others would read in another way; whatever comes
 * after it on the connection is not looked at. The server above would hand the refusal to the
 * request before, which may be answered and not yet put away, and then nobody is told.
 */
final class HeadCheck extends ChannelDuplexHandler {

    private final ConnectionTimes times;
    private @Nullable HttpResponseStatus refusal;

    /** Nothing may follow what is answered then (RFC 9112, 9.6). */
    private boolean ending;

    HeadCheck(ConnectionTimes times) {
        this.times = times;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusal == null && message instanceof HttpRequest request) {
            refusal = refusalOf(request);
            times.headCame(refusal == null && !ending);
            sayIfDue(context);
        }
        if (refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            ending |= !HttpUtil.isKeepAlive(request);
        }
        if (message instanceof HttpContent) {
            times.bodyCame();
        }
        if (message instanceof LastHttpContent) {
            times.requestCame();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && !isInterim(message)) {
            if (times.isGivenUp()) {
                HttpUtil.setKeepAlive(response, false);
            }
            ending |= !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent && !isInterim(message)) {
            times.answerWritten();
            var _ =
                    context.write(message, promise.unvoid())
                            .addListener(written -> answerWent(context, written.isSuccess()));
        } else {
            var _ = context.write(message, promise);
        }
    }

    private void answerWent(ChannelHandlerContext context, boolean isWhole) {
        times.answerWent();
        if (isWhole) {
            sayIfDue(context);
        } else {
            var _ = context.close();
        }
    }

    private static @Nullable HttpResponseStatus refusalOf(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            return HeadRules.hold(request) ? null : BAD_REQUEST;
        }
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ -> REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> BAD_REQUEST;
        };
    }

    /** Those before it are answered first. */
    private void sayIfDue(ChannelHandlerContext context) {
        if (refusal != null && !ending && times.isAnswered()) {
            var answer =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, refusal, Unpooled.EMPTY_BUFFER);
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ending = true;
            var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
