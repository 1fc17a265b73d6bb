package io.sluice.quote.venue;

import java.time.Instant;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times that venues give as a count since 1970, as text or as a number. */
final class Epoch {

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,13}");

    private Epoch() {}

    /** Null when nothing is said at {@code pointer}. */
    static @Nullable Instant seconds(JsonNode node, String pointer) {
        return read(node, pointer, Instant::ofEpochSecond);
    }

    /** Null when nothing is said at {@code pointer}. */
    static @Nullable Instant millis(JsonNode node, String pointer) {
        return read(node, pointer, Instant::ofEpochMilli);
    }

    private static @Nullable Instant read(
            JsonNode node, String pointer, LongFunction<Instant> unit) {
        var time = node.at(pointer);
        if (time.isMissingNode()) {
            return null;
        }
        var text = time.asString("");
        if (!COUNT.matcher(text).matches()) {
            throw new SourceFailure.Unusable("gave no time at " + pointer);
        }
        return unit.apply(Long.parseLong(text));
    }
}
