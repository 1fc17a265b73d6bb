package io.sluice.platform.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address as clients are counted by it: of IPv6 the network of a site, of which the smallest are
 * /56 (RFC 6177).
 */
public final class PublicAddress {

    private static final int SITE_BYTES = 7;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_BITS = 0xfe;

    private PublicAddress() {}

    /** Empty for an address that is not public: a proxy may speak for many with it. */
    public static Optional<String> of(@Nullable InetSocketAddress from) {
        var address = from == null ? null : from.getAddress();
        if (address == null || isPrivate(address)) {
            return Optional.empty();
        }
        return Optional.of(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(address.getAddress(), 0, SITE_BYTES)
                        : address.getHostAddress());
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || isShared(address)
                || isUniqueLocal(address);
    }

    /** RFC 6598: 100.64.0.0/10, which carriers and clusters use inside. */
    private static boolean isShared(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }

    /** RFC 4193, which the JDK does not know. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address
                && (address.getAddress()[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL;
    }
}
