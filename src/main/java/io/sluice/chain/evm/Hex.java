package io.sluice.chain.evm;

import io.sluice.chain.rpc.RpcFailure.Malformed;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the hexadecimal texts of JSON-RPC strictly; what does not fit is {@link Malformed}. */
final class Hex {

    private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-fA-F][0-9a-fA-F]{0,63})");
    private static final Pattern HASH = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final int MAX_LONG_DIGITS = 2 + 15;

    private Hex() {}

    /** 32 bytes, in lower case. */
    static String hash(@Nullable String text) {
        return matched(HASH, text).toLowerCase(Locale.ROOT);
    }

    /** 20 bytes, checksummed. */
    static String address(@Nullable String text) {
        return EvmAddress.of(matched(ADDRESS, text).toLowerCase(Locale.ROOT));
    }

    static BigInteger quantity(@Nullable String text) {
        return new BigInteger(matched(QUANTITY, text).substring(2), 16);
    }

    /** A quantity such as a height or a time, which is far from the end of a long. */
    static long small(@Nullable String text) {
        var quantity = matched(QUANTITY, text);
        if (quantity.length() > MAX_LONG_DIGITS) {
            throw new Malformed("a number that is too large");
        }
        return Long.parseLong(quantity, 2, quantity.length(), 16);
    }

    private static String matched(Pattern pattern, @Nullable String text) {
        if (text == null || !pattern.matcher(text).matches()) {
            throw new Malformed("a field is missing or is not what it should be");
        }
        return text;
    }
}
