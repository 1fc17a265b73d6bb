package io.sluice.sandbox;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;

/**
 * A merchant's own wallet, which the gateway never sees: it is told an extended public key only.
 * Not the mnemonic whose accounts the chain funds, so every deposit address starts empty.
 */
public final class SandboxMerchant {

    private static final String MNEMONIC =
            "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final byte[] PUBLIC_MAIN = {0x04, (byte) 0x88, (byte) 0xB2, 0x1E};
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger FIFTY_EIGHT = BigInteger.valueOf(58);

    private SandboxMerchant() {}

    /** The extended public key of {@code m/44'/60'/account'}: another one for each account. */
    public static String xpub(int account) {
        var key = account(account);
        var bytes =
                ByteBuffer.allocate(82)
                        .put(PUBLIC_MAIN)
                        .put((byte) key.getDepth())
                        .putInt(key.getParentFingerprint())
                        .putInt(key.getChildNumber())
                        .put(key.getChainCode())
                        .put(key.getPublicKeyPoint().getEncoded(true));
        var checksum = Hash.sha256(Hash.sha256(Arrays.copyOf(bytes.array(), 78)));
        return base58(bytes.put(checksum, 0, 4).array());
    }

    /** The address at {@code 0/index} below an account, as the merchant's own wallet shows it. */
    public static String address(int account, int index) {
        var key = Bip32ECKeyPair.deriveKeyPair(account(account), new int[] {0, index});
        return Keys.toChecksumAddress(Credentials.create(key).getAddress());
    }

    private static Bip32ECKeyPair account(int account) {
        var master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(MNEMONIC, ""));
        var hard = Bip32ECKeyPair.HARDENED_BIT;
        return Bip32ECKeyPair.deriveKeyPair(
                master, new int[] {44 | hard, 60 | hard, account | hard});
    }

    /** Without leading zero bytes, which an extended key never has. */
    private static String base58(byte[] bytes) {
        var text = new StringBuilder();
        for (var rest = new BigInteger(1, bytes); rest.signum() > 0; ) {
            var parts = rest.divideAndRemainder(FIFTY_EIGHT);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}
