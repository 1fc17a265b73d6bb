package io.sluice.platform.sse;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A stream that WebFlux writes. The server below asks for more than a hundred frames ahead, however
 * little its client reads; so it is the stream that tells whether there is room for one.
 *
 * @param channel where it is written to, if there is a real one
 */
record WebFluxStream(ServerHttpResponse response, @Nullable Channel channel)
        implements EventStream {

    static WebFluxStream to(ServerHttpResponse response) {
        return new WebFluxStream(response, channel(response));
    }

    @Override
    public boolean hasRoom() {
        return channel == null || channel.isWritable();
    }

    @Override
    public void onRoom(Teller teller) {
        if (channel != null) {
            Room.limit(channel);
            Room.listen(channel, teller::wake);
        }
    }

    @Override
    public void forgetRoom() {
        if (channel != null) {
            Room.forget(channel);
        }
    }

    /** Writes and flushes each frame, and asks for the next when it is in the client's buffer. */
    @Override
    public Mono<Void> tell(Teller teller) {
        EventStream.become(response.getHeaders());
        DataBufferFactory buffers = response.bufferFactory();
        return response.writeAndFlushWith(
                teller.frames().map(frame -> written().then(frame).flux().map(buffers::wrap)));
    }

    @Override
    public Mono<Void> goOn(Mono<Void> telling, OpenStream stream) {
        return telling;
    }

    @Override
    public boolean goesOn() {
        return false;
    }

    @Override
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

    private static @Nullable Channel channel(ServerHttpResponse response) {
        var channel = new AtomicReference<@Nullable Channel>();
        if (ServerHttpResponseDecorator.getNativeResponse(response)
                instanceof HttpServerResponse server) {
            server.withConnection(connection -> channel.set(connection.channel()));
        }
        return channel.get();
    }
}
