package io.sluice.chain.proof;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The {@code v} of a transaction without a type: which of two keys signed, and since EIP-155 for
 * which chain.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-155">EIP-155</a>
 */
record LegacyV(BigInteger v) {

    private static final BigInteger CHAINLESS = BigInteger.valueOf(27);
    private static final BigInteger CHAINED = BigInteger.valueOf(35);

    static LegacyV of(RpcTransaction sent) {
        return new LegacyV(new BigInteger(1, HexBytes.number(sent.v())));
    }

    /** The chain it was signed for, as bytes without leading zeros; empty when for any. */
    Optional<byte[]> chainId() {
        return v.compareTo(CHAINED) < 0
                ? Optional.empty()
                : Optional.of(
                        HexBytes.number("0x" + v.subtract(CHAINED).shiftRight(1).toString(16)));
    }

    /** 0 or 1; anything else is no signature. */
    int parity() {
        var from = v.compareTo(CHAINED) < 0 ? CHAINLESS : CHAINED;
        var rest = v.subtract(from);
        return from.equals(CHAINED) ? rest.mod(BigInteger.TWO).intValue() : rest.intValue();
    }
}
