package io.sluice.platform.sse;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a stream.
 *
 * @param client names them in limits
 * @param address where the connection comes from, as far as that is known
 * @param browser whether an {@code EventSource} asks, which gives up for good on an error
 */
public record Visitor(String client, @Nullable InetSocketAddress address, boolean browser) {}
