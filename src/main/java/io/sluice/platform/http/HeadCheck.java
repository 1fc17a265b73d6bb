package io.sluice.platform.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Has the server refuse a head that it would take but others would read in another way; whatever
 * comes after it on the connection is not looked at.
 */
final class HeadCheck extends ChannelDuplexHandler {

    private final HeadDeadline deadline;
    private boolean refused;

    HeadCheck(HeadDeadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            deadline.headCame();
            if (request.decoderResult().isSuccess() && !HeadRules.hold(request)) {
                refused = true;
                request.setDecoderResult(DecoderResult.failure(ambiguous()));
            }
        }
        if (message instanceof LastHttpContent) {
            deadline.requestCame();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            deadline.answerWent();
        }
        var _ = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private static IllegalArgumentException ambiguous() {
        return new IllegalArgumentException("this head can be read in two ways");
    }
}
