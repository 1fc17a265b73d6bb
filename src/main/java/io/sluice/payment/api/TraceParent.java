package io.sluice.payment.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace a request belongs to.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
final class TraceParent {

    static final String HEADER = "traceparent";

    private static final Pattern GRAMMAR =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The header if it is one; anything else is as good as none. */
    static @Nullable String of(@Nullable String header) {
        return header != null && GRAMMAR.matcher(header).matches() ? header : null;
    }
}
