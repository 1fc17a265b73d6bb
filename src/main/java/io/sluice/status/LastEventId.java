package io.sluice.status;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client says it has heard last. It may say anything. */
final class LastEventId {

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private LastEventId() {}

    /** The header wins over the query; what cannot be a version is as good as nothing. */
    static OptionalLong of(@Nullable String header, @Nullable String query) {
        var said = header == null || header.isEmpty() ? query : header;
        return Stream.ofNullable(said)
                .filter(VERSION.asMatchPredicate())
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
