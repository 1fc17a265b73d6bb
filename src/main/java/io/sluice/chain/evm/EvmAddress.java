package io.sluice.chain.evm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.ECPoint;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/**
 * Spelling of addresses: always the checksummed one inside.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-55">EIP-55</a>
 */
final class EvmAddress {

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final int PREFIX = 2;

    private EvmAddress() {}

    /**
     * The checksummed form. Mixed case must be the right checksum; one case only has none.
     *
     * @throws IllegalArgumentException when it is no address, or its checksum is wrong
     */
    static String of(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("not an address: 0x and 40 hexadecimal digits");
        }
        var digits = text.substring(PREFIX);
        var checksummed = checksummed("0x" + digits.toLowerCase(Locale.ROOT));
        var plain =
                digits.equals(digits.toLowerCase(Locale.ROOT))
                        || digits.equals(digits.toUpperCase(Locale.ROOT));
        if (!plain && !checksummed.equals(text)) {
            throw new IllegalArgumentException("the checksum of this address is wrong (EIP-55)");
        }
        return checksummed;
    }

    /** The checksummed form of {@code 0x} and 40 digits in lower case. */
    static String checksummed(String lower) {
        var text = lower.getBytes(StandardCharsets.US_ASCII);
        var hash = Hash.sha3(Arrays.copyOfRange(text, PREFIX, text.length));
        for (var i = PREFIX; i < text.length; i++) {
            var at = i - PREFIX;
            var nibble = (at % 2 == 0 ? hash[at / 2] >> 4 : hash[at / 2]) & 0xf;
            if (nibble > 7 && text[i] >= 'a') {
                text[i] = (byte) (text[i] - 'a' + 'A');
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** The address a public key owns. */
    static String of(ECPoint publicKey) {
        var uncompressed = publicKey.getEncoded(false);
        var address = Keys.getAddress(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
        return checksummed(Numeric.toHexString(address));
    }
}
