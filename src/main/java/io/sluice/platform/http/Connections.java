package io.sluice.platform.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets in so many connections from one address, so that nobody takes all there are. A private
 * address may be a proxy's, which brings those of many.
 */
final class Connections {

    private static final String PRIVATE = "private ";

    private final int most;
    private final int mostOfPrivate;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    Connections(int most, int mostOfPrivate) {
        this.most = most;
        this.mostOfPrivate = mostOfPrivate;
    }

    /** Counts it until it is closed; or closes it at once, and says nothing. */
    boolean letIn(Channel channel) {
        var address = name(channel.remoteAddress());
        if (address == null || take(address)) {
            if (address != null) {
                var _ = channel.closeFuture().addListener(_ -> leave(address));
            }
            return true;
        }
        var _ = channel.close();
        return false;
    }

    private boolean take(String address) {
        var limit = address.startsWith(PRIVATE) ? mostOfPrivate : most;
        var count = open.merge(address, 1, Integer::sum);
        if (count <= limit) {
            return true;
        }
        leave(address);
        return false;
    }

    private void leave(String address) {
        open.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    private static @Nullable String name(@Nullable SocketAddress from) {
        if (!(from instanceof InetSocketAddress address) || address.getAddress() == null) {
            return null;
        }
        return PublicAddress.of(address)
                .orElseGet(() -> PRIVATE + address.getAddress().getHostAddress());
    }
}
