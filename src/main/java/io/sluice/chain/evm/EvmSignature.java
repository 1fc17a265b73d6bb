package io.sluice.chain.evm;

import static io.sluice.chain.TransactionFlaw.BAD_SIGNATURE;
import static io.sluice.chain.TransactionFlaw.UNPROTECTED;

import io.sluice.chain.ChainFailure.UnfitTransaction;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.SignatureException;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpString;
import org.web3j.utils.Numeric;

/**
 * For which chain a transaction was signed, and by whom.
 *
 * @param chain the id of EIP-155
 * @param signer EIP-55
 * @see <a href="https://eips.ethereum.org/EIPS/eip-155">EIP-155</a>
 */
record EvmSignature(BigInteger chain, String signer) {

    private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();

    /** Of two valid signatures only the lower is taken: the other would be another hash. */
    private static final BigInteger HALF = ORDER.shiftRight(1);

    private static final BigInteger FIRST_WITH_CHAIN = BigInteger.valueOf(35);
    private static final int ANY_CHAIN = 27;

    /** Chain ids of 32 digits and more are no CAIP-2 references, and on no chain. */
    private static final int MAX_CHAIN_BITS = 64;

    static EvmSignature of(TransactionLayout layout, RlpItems items) {
        var v = items.number(layout.signed());
        var r = items.number(layout.signed() + 1);
        var s = items.number(layout.signed() + 2);
        if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0) {
            throw bad();
        }
        if (s.compareTo(HALF) > 0) {
            throw bad();
        }
        var chain = layout.isLegacy() ? chain(v) : items.number(layout.chain());
        if (chain.bitLength() > MAX_CHAIN_BITS) {
            throw bad();
        }
        var odd = layout.isLegacy() ? !v.testBit(0) : parity(v);
        return new EvmSignature(chain, signer(digest(layout, items, chain), odd, r, s));
    }

    private static BigInteger chain(BigInteger v) {
        if (v.compareTo(FIRST_WITH_CHAIN) >= 0) {
            return v.subtract(FIRST_WITH_CHAIN).shiftRight(1);
        }
        var old =
                v.bitLength() < 31 && (v.intValue() == ANY_CHAIN || v.intValue() == ANY_CHAIN + 1);
        if (old) {
            throw new UnfitTransaction(
                    UNPROTECTED, "this is good on any chain: sign it for one (EIP-155)");
        }
        throw bad();
    }

    private static boolean parity(BigInteger v) {
        if (v.bitLength() > 1) {
            throw bad();
        }
        return v.signum() == 1;
    }

    private static String signer(byte[] digest, boolean odd, BigInteger r, BigInteger s) {
        var signature =
                new SignatureData(
                        (byte) (ANY_CHAIN + (odd ? 1 : 0)),
                        Numeric.toBytesPadded(r, 32),
                        Numeric.toBytesPadded(s, 32));
        try {
            var key = Sign.signedMessageHashToKey(digest, signature);
            return Keys.toChecksumAddress(Keys.getAddress(key));
        } catch (SignatureException | RuntimeException _) {
            throw bad();
        }
    }

    private static byte[] digest(TransactionLayout layout, RlpItems items, BigInteger chain) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(items.first(layout.signed()));
        if (layout.isLegacy()) {
            content.writeBytes(RlpEncoder.encode(RlpString.create(chain)));
            content.writeBytes(new byte[] {(byte) 0x80, (byte) 0x80});
        }
        var list = new ByteArrayOutputStream();
        if (!layout.isLegacy()) {
            list.write(layout.type());
        }
        list.writeBytes(header(content.size()));
        list.writeBytes(content.toByteArray());
        return Hash.sha3(list.toByteArray());
    }

    private static byte[] header(int length) {
        if (length <= 55) {
            return new byte[] {(byte) (0xc0 + length)};
        }
        var digits = BigInteger.valueOf(length).toByteArray();
        var first = digits[0] == 0 ? 1 : 0;
        var header = new ByteArrayOutputStream();
        header.write(0xf7 + digits.length - first);
        header.write(digits, first, digits.length - first);
        return header.toByteArray();
    }

    private static UnfitTransaction bad() {
        return new UnfitTransaction(
                BAD_SIGNATURE, "the signature of this transaction is not one that chains accept");
    }
}
