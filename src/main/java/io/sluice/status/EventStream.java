package io.sluice.status;

import static org.springframework.http.HttpHeaders.CACHE_CONTROL;
import static org.springframework.http.HttpHeaders.CONTENT_TYPE;

import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/** Writes frames as an event stream: each is flushed, and the next asked for when it is gone. */
final class EventStream {

    private EventStream() {}

    static Mono<Void> write(ServerHttpResponse response, Flux<Mono<byte[]>> frames) {
        var headers = response.getHeaders();
        headers.set(CONTENT_TYPE, "text/event-stream;charset=utf-8");
        headers.set(CACHE_CONTROL, "no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
        DataBufferFactory buffers = response.bufferFactory();
        return response.writeAndFlushWith(frames.map(frame -> frame.flux().map(buffers::wrap)));
    }

    /** Closes the connection whatever still waits to be written. */
    static void cut(ServerHttpResponse response) {
        if (ServerHttpResponseDecorator.getNativeResponse(response)
                instanceof HttpServerResponse server) {
            server.withConnection(Connection::dispose);
        }
    }
}
