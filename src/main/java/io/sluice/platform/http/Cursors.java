package io.sluice.platform.http;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Positions in lists, as text that clients hand back and need not understand. */
public final class Cursors {

    private static final int MAX_LENGTH = 512;

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private Cursors() {}

    /** A cursor of the list called {@code list}. */
    public static String encode(String list, List<String> position) {
        var json = ApiJson.bytes(Stream.concat(Stream.of(list), position.stream()).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** The {@code parts} of a position; 400 {@code invalid-cursor} for any other text. */
    public static List<String> decode(String list, int parts, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw refusal();
        }
        try {
            var json = Base64.getUrlDecoder().decode(cursor);
            var position = ApiJson.mapper().readValue(json, STRINGS);
            if (position == null
                    || position.size() != parts + 1
                    || !list.equals(position.getFirst())
                    || !position.stream().allMatch(Cursors::isPlain)) {
                throw refusal();
            }
            return position.subList(1, position.size());
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw refusal();
        }
    }

    /** What is answered to a cursor that was never given, or not for this. */
    public static Refused refusal() {
        return new Refused(
                Problem.of(BAD_REQUEST, "invalid-cursor", "This is not a cursor of this list"));
    }

    /** A JSON null is a part of no position, and control characters are in none we gave. */
    private static boolean isPlain(@Nullable String part) {
        return part != null && part.chars().noneMatch(Character::isISOControl);
    }
}
