package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcFailure.Malformed;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hexadecimal texts of JSON-RPC strictly; what does not fit is {@link Malformed}. A block
 * holds thousands of them, so that no pattern is used.
 */
final class Hex {

    private static final int PREFIX = 2;
    private static final int HASH = PREFIX + 64;
    private static final int ADDRESS = PREFIX + 40;
    private static final int ADDRESS_IN_WORD = HASH - 40;
    private static final int MAX_LONG = PREFIX + 15;

    private static final boolean[] DIGITS = digits();

    private Hex() {}

    /** 32 bytes, in lower case. */
    static String hash(@Nullable String text) {
        if (text == null || !isWord(text)) {
            throw malformed();
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** 20 bytes, checksummed. */
    static String address(@Nullable String text) {
        if (text == null || text.length() != ADDRESS || !isHexadecimal(text)) {
            throw malformed();
        }
        return EvmAddress.checksummed(text.toLowerCase(Locale.ROOT));
    }

    static BigInteger quantity(@Nullable String text) {
        return new BigInteger(requireQuantity(text).substring(PREFIX), 16);
    }

    /** A quantity such as a height or a time, which is far from the end of a long. */
    static long small(@Nullable String text) {
        var quantity = requireQuantity(text);
        if (quantity.length() > MAX_LONG) {
            throw new Malformed("a number that is too large");
        }
        return Long.parseLong(quantity, PREFIX, quantity.length(), 16);
    }

    /** Whether it is 32 bytes. */
    static boolean isWord(String text) {
        return text.length() == HASH && isHexadecimal(text);
    }

    /** Whether it is 32 bytes of which the first 12 are zero, and so may be an address. */
    static boolean isAddressInWord(String text) {
        for (var i = PREFIX; i < Math.min(text.length(), ADDRESS_IN_WORD); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return isWord(text);
    }

    /** The address in 32 bytes, checksummed. */
    static String addressInWord(String text) {
        return address("0x" + text.substring(ADDRESS_IN_WORD));
    }

    private static String requireQuantity(@Nullable String text) {
        if (text == null || text.length() <= PREFIX || text.length() > HASH) {
            throw malformed();
        }
        var leadsWithZero = text.charAt(PREFIX) == '0' && text.length() > PREFIX + 1;
        if (leadsWithZero || !isHexadecimal(text)) {
            throw malformed();
        }
        return text;
    }

    private static boolean isHexadecimal(String text) {
        if (!text.startsWith("0x")) {
            return false;
        }
        for (var i = PREFIX; i < text.length(); i++) {
            var digit = text.charAt(i);
            if (digit >= DIGITS.length || !DIGITS[digit]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] digits() {
        var digits = new boolean['f' + 1];
        for (var character = 0; character < digits.length; character++) {
            digits[character] = Character.digit(character, 16) >= 0;
        }
        return digits;
    }

    private static Malformed malformed() {
        return new Malformed("a field is missing or is not what it should be");
    }
}
