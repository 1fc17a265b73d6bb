package io.sluice.payment.api;

import java.net.URI;
import java.util.Set;

/** Where a payer may be sent when they are done: never anywhere that could be listened to. */
final class ReturnUrl {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_LENGTH = 2048;

    private ReturnUrl() {}

    static boolean isAcceptable(String url) {
        try {
            var uri = url.length() > MAX_LENGTH ? null : URI.create(url);
            return uri != null && uri.getHost() != null && uri.getUserInfo() == null && isSafe(uri);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }
}
