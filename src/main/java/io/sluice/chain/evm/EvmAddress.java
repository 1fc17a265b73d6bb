package io.sluice.chain.evm;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.ECPoint;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/**
 * Spelling of addresses: always the checksummed one inside.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-55">EIP-55</a>
 */
final class EvmAddress {

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

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
        var digits = text.substring(2);
        var checksummed = Keys.toChecksumAddress(text);
        var plain =
                digits.equals(digits.toLowerCase(Locale.ROOT))
                        || digits.equals(digits.toUpperCase(Locale.ROOT));
        if (!plain && !checksummed.equals(text)) {
            throw new IllegalArgumentException("the checksum of this address is wrong (EIP-55)");
        }
        return checksummed;
    }

    /** The address a public key owns. */
    static String of(ECPoint publicKey) {
        var uncompressed = publicKey.getEncoded(false);
        var address = Keys.getAddress(Arrays.copyOfRange(uncompressed, 1, uncompressed.length));
        return Keys.toChecksumAddress(Numeric.toHexString(address));
    }
}
