package io.sluice.chain.evm;

import io.sluice.chain.ChainFailure.UnusableKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.web3j.crypto.Hash;

/**
 * An extended public key: derives further public keys, and nothing that could spend.
 *
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki">BIP-32</a>
 */
final class ExtendedKey {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final int BYTES = 78;
    private static final int MAX_TEXT = 120;
    private static final int PUBLIC = 0x0488B21E;
    private static final int HARDENED = 0x80000000;

    private final int depth;
    private final int childNumber;
    private final byte[] chainCode;
    private final ECPoint point;

    private ExtendedKey(int depth, int childNumber, byte[] chainCode, ECPoint point) {
        this.depth = depth;
        this.childNumber = childNumber;
        this.chainCode = chainCode;
        this.point = point.normalize();
    }

    /**
     * Reads {@code xpub…}.
     *
     * @throws UnusableKey saying why, and never repeating it: it might be a private key
     */
    static ExtendedKey parse(String text) {
        if (PrivateKeys.lookLike(text)) {
            throw new UnusableKey(
                    "This looks like a private key. It was not kept. Whoever saw it can spend: move"
                            + " the funds, and send the extended public key (xpub) of a new"
                            + " account.");
        }
        if (!text.startsWith("xpub") || text.length() > MAX_TEXT) {
            throw new UnusableKey("must be an extended public key that begins with xpub");
        }
        var bytes =
                Base58Check.decode(text, BYTES)
                        .orElseThrow(() -> new UnusableKey("the checksum of the key is wrong"));
        return read(ByteBuffer.wrap(bytes));
    }

    private static ExtendedKey read(ByteBuffer in) {
        if (in.getInt() != PUBLIC) {
            throw new UnusableKey("must be an extended public key that begins with xpub");
        }
        var depth = Byte.toUnsignedInt(in.get());
        var parent = in.getInt();
        var childNumber = in.getInt();
        if (depth == 0 && (parent != 0 || childNumber != 0)) {
            throw new UnusableKey("the key contradicts itself about its depth");
        }
        var chainCode = new byte[32];
        in.get(chainCode);
        var key = new byte[33];
        in.get(key);
        return new ExtendedKey(depth, childNumber, chainCode, point(key));
    }

    private static ECPoint point(byte[] key) {
        try {
            if (key[0] == 2 || key[0] == 3) {
                return CURVE.getCurve().decodePoint(key);
            }
        } catch (IllegalArgumentException _) {
            // Said below: a number that is no x coordinate is no key either.
        }
        throw new UnusableKey("this is no key of the curve secp256k1");
    }

    /** The public key {@code index} below this one; hardened ones need the private key. */
    ExtendedKey child(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("hardened keys need the private key");
        }
        var data = ByteBuffer.allocate(37).put(publicKey()).putInt(index).array();
        var mac = Hash.hmacSha512(chainCode, data);
        var left = new BigInteger(1, Arrays.copyOf(mac, 32));
        var child = new FixedPointCombMultiplier().multiply(CURVE.getG(), left).add(point);
        if (left.compareTo(CURVE.getN()) >= 0 || child.isInfinity()) {
            throw new IllegalStateException("no key at index " + index + " (chance 2^-127)");
        }
        return new ExtendedKey(depth + 1, index, Arrays.copyOfRange(mac, 32, 64), child);
    }

    ECPoint point() {
        return point;
    }

    /** The compressed public key. */
    byte[] publicKey() {
        return point.getEncoded(true);
    }

    byte[] chainCode() {
        return chainCode.clone();
    }

    /** Whether it is where BIP-44 puts accounts: {@code m/44'/60'/0'}. */
    boolean isAccount() {
        return depth == 3 && (childNumber & HARDENED) != 0;
    }

    int depth() {
        return depth;
    }

    /** Over what derives addresses only: labels of the same key do not make it another one. */
    String fingerprint() {
        var all = ByteBuffer.allocate(65).put(publicKey()).put(chainCode).array();
        return HexFormat.of().formatHex(Hash.sha256(all));
    }
}
