package io.sluice.chain.family;

import java.math.BigInteger;

/**
 * A transaction in a block. Of all that its origin ever signs with this nonce no other can be in
 * the same chain.
 *
 * @param transaction its hash
 * @param origin who signed it, in the family's stored form
 */
public record Mined(String transaction, String origin, BigInteger nonce) {

    /** What only one transaction of a chain can have. */
    public record Slot(String origin, BigInteger nonce) {}

    public Slot slot() {
        return new Slot(origin, nonce);
    }
}
