package io.sluice.platform.sse;

import static org.springframework.http.HttpHeaders.CACHE_CONTROL;
import static org.springframework.http.HttpHeaders.CONTENT_TYPE;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A response that is an event stream. The server below asks for more than a hundred frames ahead,
 * however little its client reads; so it is the stream that tells whether there is room for one.
 */
public final class EventStream {

    /** With one more frame this is all that is kept for a client that does not read. */
    private static final WriteBufferWaterMark KEPT = new WriteBufferWaterMark(8_192, 16_384);

    private final ServerHttpResponse response;
    private final @Nullable Channel channel;

    /** A stream to a {@code channel}, if there is a real one. */
    public EventStream(ServerHttpResponse response, @Nullable Channel channel) {
        this.response = response;
        this.channel = channel;
    }

    /** The stream that {@code response} becomes. */
    public static EventStream to(ServerHttpResponse response) {
        return new EventStream(response, channel(response));
    }

    public ServerHttpResponse response() {
        return response;
    }

    /** Whether the client has taken most of what was written. */
    public boolean hasRoom() {
        return channel == null || channel.isWritable();
    }

    /** From now on {@code listener} hears when there is room again, in place of any before it. */
    public void onRoom(Runnable listener) {
        if (channel != null) {
            channel.config().setWriteBufferWaterMark(KEPT);
            room(channel).listener = listener;
        }
    }

    /** Writes and flushes each frame, and asks for the next when it is in the client's buffer. */
    public Mono<Void> write(Flux<Mono<byte[]>> frames) {
        var headers = response.getHeaders();
        headers.set(CONTENT_TYPE, "text/event-stream;charset=utf-8");
        headers.set(CACHE_CONTROL, "no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
        DataBufferFactory buffers = response.bufferFactory();
        return response.writeAndFlushWith(
                frames.map(frame -> written().then(frame).flux().map(buffers::wrap)));
    }

    /** Closes the connection whatever still waits to be written. */
    public void cut() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    /** What was handed over before is written by the event loop, in its turn: so is this. */
    private Mono<Void> written() {
        return channel == null
                ? Mono.empty()
                : Mono.create(turn -> channel.eventLoop().execute(turn::success));
    }

    private static Room room(Channel channel) {
        var known = channel.pipeline().get(Room.class);
        if (known != null) {
            return known;
        }
        var room = new Room();
        channel.pipeline().addFirst(room);
        return room;
    }

    private static @Nullable Channel channel(ServerHttpResponse response) {
        var channel = new AtomicReference<@Nullable Channel>();
        if (ServerHttpResponseDecorator.getNativeResponse(response)
                instanceof HttpServerResponse server) {
            server.withConnection(connection -> channel.set(connection.channel()));
        }
        return channel.get();
    }

    /** Hears when the connection's buffer has emptied; stays for the connection's next stream. */
    private static final class Room extends ChannelInboundHandlerAdapter {

        private volatile Runnable listener = () -> {};

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            listener.run();
            context.fireChannelWritabilityChanged();
        }
    }
}
