package io.sluice.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many clients on one event loop. Each checks every frame: order, gaps, doubles, and how late. */
final class StreamClients implements AutoCloseable {

    private final List<StreamCheck> checks = new ArrayList<>();
    private final Delays delays = new Delays();
    private final StreamConnections connections;

    StreamClients(int port) {
        connections = new StreamConnections(Endpoint.local(port));
    }

    Delays delays() {
        return delays;
    }

    /** One more client of a payment. */
    void open(int payment) {
        var check = new StreamCheck(delays);
        checks.add(check);
        var path = "/v1/payments/pay_%026d/stream?mode=log".formatted(payment);
        var _ = connections.open(path, new Hearing(check)).syncUninterruptibly();
    }

    /** How many have heard where they stand. */
    long begun() {
        return checks.stream().filter(StreamCheck::hasBegun).count();
    }

    /** What was heard of what happened, all together. */
    long heard() {
        return checks.stream().mapToLong(StreamCheck::heard).sum();
    }

    /** What came twice, or not in its turn. */
    long wrong() {
        return checks.stream().mapToLong(StreamCheck::wrong).sum();
    }

    @Override
    public void close() {
        connections.close();
    }

    private static final class Hearing extends SimpleChannelInboundHandler<HttpObject> {

        private final StreamCheck check;

        Hearing(StreamCheck check) {
            this.check = check;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpContent content) {
                check.hear(content.content().toString(StandardCharsets.UTF_8));
            }
        }
    }
}
