package io.sluice.chain.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.web3j.crypto.Hash;

/**
 * Finds who signed. web3j does the same, and multiplies by the order of the curve besides, which
 * proves nothing on a curve whose cofactor is one and takes a third of the time.
 *
 * @see <a href="https://www.secg.org/sec1-v2.pdf">SEC 1, 4.1.6</a>
 */
final class Signer {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final BigInteger ORDER = CURVE.getN();

    private Signer() {}

    /** The address that signed {@code sent}; empty when its signature is none. */
    static Optional<byte[]> of(RpcTransaction sent) {
        var r = new BigInteger(1, HexBytes.number(sent.r()));
        var s = new BigInteger(1, HexBytes.number(sent.s()));
        var parity = parity(sent);
        if (!isScalar(r) || !isScalar(s) || parity < 0 || parity > 1) {
            return Optional.empty();
        }
        return recover(Hash.sha3(TransactionEncoding.unsigned(sent)), r, s, parity);
    }

    private static int parity(RpcTransaction sent) {
        if (TransactionEncoding.type(sent) == 0) {
            return LegacyV.of(sent).parity();
        }
        var parity = HexBytes.number(sent.yParity() == null ? sent.v() : sent.yParity());
        return new BigInteger(1, parity).min(BigInteger.TWO).intValue();
    }

    private static boolean isScalar(BigInteger number) {
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }

    private static Optional<byte[]> recover(byte[] hash, BigInteger r, BigInteger s, int parity) {
        var inverse = r.modInverse(ORDER);
        var ofBase = new BigInteger(1, hash).negate().multiply(inverse).mod(ORDER);
        var ofPoint = s.multiply(inverse).mod(ORDER);
        return point(r, parity)
                .map(it -> ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, it, ofPoint))
                .filter(key -> !key.isInfinity())
                .map(Signer::address);
    }

    private static Optional<ECPoint> point(BigInteger x, int parity) {
        var text = new byte[33];
        var bytes = x.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        System.arraycopy(bytes, from, text, text.length - bytes.length + from, bytes.length - from);
        text[0] = (byte) (2 + parity);
        try {
            return Optional.of(CURVE.getCurve().decodePoint(text));
        } catch (IllegalArgumentException _) {
            // Half of all numbers are no x coordinate: then it is no signature.
            return Optional.empty();
        }
    }

    private static byte[] address(ECPoint key) {
        var bytes = key.getEncoded(false);
        var hash = Hash.sha3(Arrays.copyOfRange(bytes, 1, bytes.length));
        return Arrays.copyOfRange(hash, 12, 32);
    }
}
