package io.sluice.chain.evm;

import java.util.Optional;

/**
 * Where the fields of a signed transaction are, by its type; the signature is always last.
 *
 * @param type first byte, 0 for the one from before types
 * @param chain where the chain's id is; -1 when it is part of the signature
 * @param nonce where the nonce is, with what is paid for gas and its amount after it
 * @param fields how many there are, with the signature's three
 * @see <a href="https://eips.ethereum.org/EIPS/eip-2718">EIP-2718</a>
 */
record TransactionLayout(int type, int chain, int nonce, int price, int gas, int fields) {

    private static final TransactionLayout LEGACY = new TransactionLayout(0, -1, 0, 1, 2, 9);
    private static final TransactionLayout EIP_2930 = new TransactionLayout(1, 0, 1, 2, 3, 11);
    private static final TransactionLayout EIP_1559 = new TransactionLayout(2, 0, 1, 3, 4, 12);
    private static final TransactionLayout EIP_7702 = new TransactionLayout(4, 0, 1, 3, 4, 13);

    /** Empty for types that pay nobody here: blobs, and what nobody has heard of. */
    static Optional<TransactionLayout> of(int type) {
        return switch (type) {
            case 0 -> Optional.of(LEGACY);
            case 1 -> Optional.of(EIP_2930);
            case 2 -> Optional.of(EIP_1559);
            case 4 -> Optional.of(EIP_7702);
            default -> Optional.empty();
        };
    }

    boolean isLegacy() {
        return type == 0;
    }

    int to() {
        return gas + 1;
    }

    int value() {
        return gas + 2;
    }

    int data() {
        return gas + 3;
    }

    /** How many fields are signed. */
    int signed() {
        return fields - 3;
    }
}
