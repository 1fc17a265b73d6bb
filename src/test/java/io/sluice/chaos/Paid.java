package io.sluice.chaos;

import java.math.BigInteger;

/**
 * One payment, as the chain holds it or as it was recorded.
 *
 * @param id chain, transaction and ordinal
 * @param address in lower case
 * @param asset CAIP-19
 */
record Paid(String id, String address, String asset, BigInteger units, long height, String block) {

    boolean isTraced() {
        return id.contains("/trace:");
    }
}
