package io.sluice.platform.sse;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who wants a stream.
 *
 * @param client names them in limits
 * @param address where the connection comes from, as far as that is known
 * @param browser whether an {@code EventSource} asks, which gives up for good on an error
 */
public record Visitor(String client, @Nullable InetSocketAddress address, boolean browser) {

    /** A page says how it fetches (Fetch Metadata); programs do not. */
    private static final String FETCHED = "Sec-Fetch-Mode";

    /** Whoever sent {@code request}, known as {@code client}. */
    public static Visitor of(String client, ServerHttpRequest request) {
        var fetched = request.getHeaders().containsHeader(FETCHED);
        return new Visitor(client, request.getRemoteAddress(), fetched);
    }

    /** The same, for whom there is nothing but an {@code EventSource}. */
    public Visitor inBrowser() {
        return new Visitor(client, address, true);
    }
}
