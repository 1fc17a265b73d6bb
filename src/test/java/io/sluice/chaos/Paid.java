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

    /** Whether it arrived in another way than as a transaction's value or in an event. */
    boolean isUntold() {
        return isUntold(id);
    }

    static boolean isUntold(String id) {
        return id.contains("/trace:") || id.contains("/balance:");
    }
}
