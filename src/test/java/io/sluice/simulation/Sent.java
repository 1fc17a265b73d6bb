package io.sluice.simulation;

import io.sluice.chain.family.Mined;
import io.sluice.chain.family.Movement;
import io.sluice.money.ChainId;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that somebody signed.
 *
 * @param movement what it moves where it is included; null when that is nothing of ours
 */
record Sent(Mined mined, @Nullable Movement movement) {

    /** Its place among all that its origin ever signs: a chain has one for each. */
    String slot() {
        return mined.origin() + " " + mined.nonce();
    }

    /** Another transaction in the same place. */
    Sent replacedBy(String transaction, @Nullable BigInteger units) {
        var taken = new Mined(transaction, mined.origin(), mined.nonce());
        return new Sent(taken, units == null ? null : moving(transaction, units));
    }

    /** The same one, which does something else where it is included next. */
    Sent doing(@Nullable BigInteger units) {
        return new Sent(mined, units == null ? null : moving(mined.transaction(), units));
    }

    static String id(ChainId chain, String transaction) {
        return chain + "/" + transaction + "/native";
    }

    private @Nullable Movement moving(String transaction, BigInteger units) {
        var it = movement;
        return it == null
                ? null
                : new Movement(
                        id(it.asset().chain(), transaction),
                        it.asset(),
                        it.sender(),
                        it.receiver(),
                        units);
    }
}
