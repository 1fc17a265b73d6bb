package io.sluice.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.codec.DecodingException;

/**
 * Refuses JSON text that no database column or other parser would agree on: malformed UTF-8, a mark
 * of its byte order (RFC 8259, section 8.1), NUL, and surrogates without their other half, raw or
 * escaped.
 */
final class JsonText {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private JsonText() {}

    static void check(byte[] json) {
        var text = decoded(json);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw new DecodingException("a byte order mark is not allowed");
        }
        var pendingHigh = false;
        for (var at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            var escaped = false;
            if (unit == '\\' && at + 1 < text.length()) {
                at++;
                if (text.charAt(at) == 'u' && at + 4 < text.length()) {
                    unit = hex(text, at + 1);
                    escaped = true;
                    at += 4;
                }
            }
            // Raw surrogates are paired: the UTF-8 decoder saw to it.
            pendingHigh = escaped ? afterEscape(unit, pendingHigh) : alone(pendingHigh, unit);
        }
    }

    private static boolean afterEscape(char unit, boolean pendingHigh) {
        if (unit == 0) {
            throw new DecodingException("NUL is not allowed");
        }
        if (pendingHigh != Character.isLowSurrogate(unit)) {
            throw new DecodingException("half of a surrogate pair");
        }
        return Character.isHighSurrogate(unit);
    }

    private static boolean alone(boolean pendingHigh, char unit) {
        if (pendingHigh) {
            throw new DecodingException("half of a surrogate pair");
        }
        if (unit == 0) {
            throw new DecodingException("NUL is not allowed");
        }
        return false;
    }

    private static char hex(String text, int from) {
        try {
            return (char) Integer.parseInt(text, from, from + 4, 16);
        } catch (NumberFormatException malformed) {
            throw new DecodingException("malformed escape", malformed);
        }
    }

    private static String decoded(byte[] json) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        } catch (CharacterCodingException malformed) {
            throw new DecodingException("malformed UTF-8", malformed);
        }
    }
}
