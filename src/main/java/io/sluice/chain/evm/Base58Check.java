package io.sluice.chain.evm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.web3j.crypto.Hash;

/** Text of extended keys: Base58 with a checksum, as Bitcoin spells it. */
final class Base58Check {

    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(58);
    private static final int CHECKSUM_BYTES = 4;

    private Base58Check() {}

    /** The {@code length} bytes said by {@code text}; empty when it says anything else. */
    static Optional<byte[]> decode(String text, int length) {
        var value = BigInteger.ZERO;
        for (var i = 0; i < text.length(); i++) {
            var digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            value = value.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        return checked(value.toByteArray(), length);
    }

    private static Optional<byte[]> checked(byte[] number, int length) {
        var all = new byte[length + CHECKSUM_BYTES];
        var from = number[0] == 0 ? 1 : 0;
        var size = number.length - from;
        if (size > all.length) {
            return Optional.empty();
        }
        System.arraycopy(number, from, all, all.length - size, size);
        var payload = Arrays.copyOf(all, length);
        var checksum = Arrays.copyOf(Hash.sha256(Hash.sha256(payload)), CHECKSUM_BYTES);
        return Arrays.equals(checksum, Arrays.copyOfRange(all, length, all.length))
                ? Optional.of(payload)
                : Optional.empty();
    }
}
