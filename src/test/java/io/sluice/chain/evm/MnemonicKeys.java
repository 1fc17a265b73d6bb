package io.sluice.chain.evm;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.MnemonicUtils;

/** Extended keys as a wallet app exports them. */
public final class MnemonicKeys {

    public static final String JUNK = "test test test test test test test test test test test junk";

    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int HARD = Bip32ECKeyPair.HARDENED_BIT;

    private MnemonicKeys() {}

    /** {@code m/44'/60'/account'} as {@code xpub…}. */
    public static String account(String mnemonic, int account) {
        return at(mnemonic, 44 | HARD, 60 | HARD, account | HARD);
    }

    /** The extended public key at a path. */
    public static String at(String mnemonic, int... path) {
        var master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(mnemonic, ""));
        var key = Bip32ECKeyPair.deriveKeyPair(master, path);
        var bytes =
                ByteBuffer.allocate(78)
                        .putInt(0x0488B21E)
                        .put((byte) key.getDepth())
                        .putInt(key.getParentFingerprint())
                        .putInt(key.getChildNumber())
                        .put(key.getChainCode())
                        .put(key.getPublicKeyPoint().getEncoded(true))
                        .array();
        return base58(bytes);
    }

    private static String base58(byte[] bytes) {
        var checksum = Arrays.copyOf(Hash.sha256(Hash.sha256(bytes)), 4);
        var all = ByteBuffer.allocate(bytes.length + 4).put(bytes).put(checksum).array();
        var text = new StringBuilder();
        var rest = new BigInteger(1, all);
        while (rest.signum() > 0) {
            var parts = rest.divideAndRemainder(BigInteger.valueOf(58));
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}
