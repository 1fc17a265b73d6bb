package io.sluice.chain.proof;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hexadecimal texts of JSON-RPC into bytes. Spelling is not judged here: what comes out
 * goes into a hash, and the hash decides.
 */
final class HexBytes {

    static final byte[] NONE = {};

    private static final byte[] DIGITS = digits();

    private HexBytes() {}

    /** The bytes of {@code text}: two digits each. */
    static byte[] raw(@Nullable String text) {
        if (text == null || text.length() % 2 != 0) {
            throw unreadable();
        }
        requirePrefix(text);
        return read(text, 2);
    }

    /** The same; nothing when there is no text. */
    static byte[] rawOrNone(@Nullable String text) {
        return text == null ? NONE : raw(text);
    }

    /** A number without leading zeros, as RLP wants it; zero has no bytes. */
    static byte[] number(@Nullable String text) {
        if (text == null || text.length() < 3) {
            throw unreadable();
        }
        requirePrefix(text);
        return number(text, 2);
    }

    private static byte[] number(String text, int from) {
        var bytes = read(text, from);
        var zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        return zeros == 0 ? bytes : Arrays.copyOfRange(bytes, zeros, bytes.length);
    }

    /** The same; nothing when there is no text. */
    static byte[] numberOrNone(@Nullable String text) {
        return text == null ? NONE : number(text);
    }

    /** A number without leading zeros; zero has no bytes. */
    static byte[] minimal(int number) {
        return number == 0 ? NONE : number(Integer.toHexString(number), 0);
    }

    static boolean same(byte[] bytes, @Nullable String text) {
        return Arrays.equals(bytes, raw(text));
    }

    private static void requirePrefix(String text) {
        if (!text.startsWith("0x")) {
            throw unreadable();
        }
    }

    private static byte[] read(String text, int from) {
        var bytes = new byte[(text.length() - from + 1) / 2];
        var at = text.length();
        for (var i = bytes.length - 1; i >= 0; i--) {
            var low = digit(text, --at);
            var high = at > from ? digit(text, --at) : 0;
            bytes[i] = (byte) ((high << 4) | low);
        }
        return bytes;
    }

    private static int digit(String text, int at) {
        var character = text.charAt(at);
        var digit = character < DIGITS.length ? DIGITS[character] : -1;
        if (digit < 0) {
            throw unreadable();
        }
        return digit;
    }

    private static byte[] digits() {
        var digits = new byte['f' + 1];
        for (var character = 0; character < digits.length; character++) {
            digits[character] = (byte) Character.digit(character, 16);
        }
        return digits;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("a field is missing or is not hexadecimal");
    }
}
