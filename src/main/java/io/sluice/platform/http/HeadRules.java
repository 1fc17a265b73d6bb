package io.sluice.platform.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What RFC 9112 demands of a request's head, and the server below does not. */
final class HeadRules {

    private static final String NEVER_IN_A_TARGET = "\"<>\\^`{|}#";
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://.*");

    private HeadRules() {}

    static boolean hold(HttpRequest request) {
        var version = request.protocolVersion();
        var is11 = HttpVersion.HTTP_1_1.equals(version);
        return (is11 || HttpVersion.HTTP_1_0.equals(version))
                && hasHost(request.headers(), is11)
                && isOnlyChunked(request.headers())
                && isTarget(request);
    }

    /** Section 3.2: exactly one, or whoever routes by it may route elsewhere. */
    private static boolean hasHost(HttpHeaders headers, boolean required) {
        var hosts = headers.getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || (hosts == 0 && !required);
    }

    /** Section 6.1: no other coding is known here. */
    private static boolean isOnlyChunked(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"));
    }

    private static boolean isTarget(HttpRequest request) {
        var target = request.uri();
        if (target.equals("*")) {
            return HttpMethod.OPTIONS.equals(request.method());
        }
        return isWritten(target)
                && (target.startsWith("/")
                        ? isReadable("http://localhost" + target)
                        : ABSOLUTE.matcher(target).matches() && isReadable(target));
    }

    /**
     * As the server above reads it, which has no answer of its own when it cannot; and of a host
     * that can have a name (RFC 1123, 2.1).
     */
    private static boolean isReadable(String address) {
        try {
            return new URI(address).getHost() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    /** RFC 3986: printable, and a percent sign only before two digits. */
    private static boolean isWritten(String target) {
        for (var at = 0; at < target.length(); at++) {
            var unit = target.charAt(at);
            if (unit <= ' ' || unit > '~' || NEVER_IN_A_TARGET.indexOf(unit) >= 0) {
                return false;
            }
            if (unit == '%' && !isOctet(target, at + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOctet(String target, int at) {
        return at + 1 < target.length()
                && Character.digit(target.charAt(at), 16) >= 0
                && Character.digit(target.charAt(at + 1), 16) >= 0;
    }
}
