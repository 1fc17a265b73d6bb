package io.sluice.platform.sse;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Who wants a stream.
 *
 * @param address where the connection comes from, as far as that is known
 * @param browser whether an {@code EventSource} asks, which gives up for good on an error
 * @param verified whether it is known who it is
 */
public record Visitor(@Nullable InetSocketAddress address, boolean browser, boolean verified) {

    /** A page says how it fetches (Fetch Metadata); programs do not. */
    private static final String FETCHED = "Sec-Fetch-Mode";

    /** Whoever sent {@code request}, whose token was verified. */
    public static Visitor of(ServerHttpRequest request) {
        var fetched = request.getHeaders().containsHeader(FETCHED);
        return new Visitor(request.getRemoteAddress(), fetched, true);
    }

    /** The same with a ticket instead, as only an {@code EventSource} needs it. */
    public Visitor withTicket() {
        return new Visitor(address, true, false);
    }
}
