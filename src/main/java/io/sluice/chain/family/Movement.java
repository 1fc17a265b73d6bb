package io.sluice.chain.family;

import io.sluice.money.Asset;
import java.math.BigInteger;

/**
 * Value that moved in a block, to anybody.
 *
 * @param id chain, transaction and ordinal, with {@code /} between them; the same in whatever block
 *     it is included
 * @param sender whose value it was
 * @param receiver in the family's stored form
 * @param atMost whether less may have arrived than left, and nobody has looked how much
 */
public record Movement(
        String id, Asset asset, String sender, String receiver, BigInteger units, boolean atMost) {

    /** What arrived as it left. */
    public Movement(String id, Asset asset, String sender, String receiver, BigInteger units) {
        this(id, asset, sender, receiver, units, false);
    }

    /** The same, of which nobody has looked how much arrived. */
    public Movement unmeasured() {
        return new Movement(id, asset, sender, receiver, units, true);
    }

    /** The same with what arrived of it. */
    public Movement arrived(BigInteger some) {
        return new Movement(id, asset, sender, receiver, some);
    }

    /** Who received it, and of what. */
    public Holding holding() {
        return new Holding(asset, receiver);
    }

    /** The hash of the transaction that moved it. */
    public String transaction() {
        var from = id.indexOf('/') + 1;
        return id.substring(from, id.indexOf('/', from));
    }
}
