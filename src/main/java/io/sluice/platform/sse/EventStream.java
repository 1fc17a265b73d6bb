package io.sluice.platform.sse;

import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/**
 * A response that is an event stream. WebFlux decides in either case whether there is one; told it
 * is by WebFlux, or by the connection itself, for which all that decided is let go.
 */
public sealed interface EventStream permits WebFluxStream, ChannelStream {

    /** The stream that {@code response} becomes; to be asked once. */
    static EventStream to(ServerHttpResponse response) {
        var at = response;
        while (at instanceof ServerHttpResponseDecorator decorated) {
            if (at instanceof HandedResponse handed) {
                return handed.stream();
            }
            at = decorated.getDelegate();
        }
        return WebFluxStream.to(response);
    }

    /** Whether the client has taken most of what was written. */
    boolean hasRoom();

    /** From now on {@code teller} is woken when there is room again, in place of any before it. */
    void onRoom(Teller teller);

    /** Nobody is woken any more. */
    void forgetRoom();

    /** Tells until either side ends it, once it is subscribed to. */
    Mono<Void> tell(Teller teller);

    /**
     * Has it told by {@code telling}, until this completes, or later, when this has completed: then
     * it {@link #goesOn}, and {@code stream} is left when it is over.
     */
    Mono<Void> goOn(Mono<Void> telling, OpenStream stream);

    /** Whether it goes on when the request that asked for it is done. */
    boolean goesOn();

    /** Closes the connection whatever still waits to be written. */
    void cut();

    /** The response as it is before it was told anything. */
    ServerHttpResponse response();

    /** Tells nothing but {@code frame}. */
    default Mono<Void> say(byte[] frame) {
        return say(response(), frame);
    }

    /** The same over a response that need not become a stream. */
    static Mono<Void> say(ServerHttpResponse response, byte[] frame) {
        become(response.getHeaders());
        DataBufferFactory buffers = response.bufferFactory();
        return response.writeWith(Mono.fromSupplier(() -> buffers.wrap(frame)));
    }

    /** Answers that nothing more will come, so that a browser does not ask again. */
    default Mono<Void> sayNothing() {
        var response = response();
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    /** Says that what follows is a stream. */
    static void become(HttpHeaders headers) {
        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=utf-8");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
    }
}
