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
 */
public record Movement(String id, Asset asset, String sender, String receiver, BigInteger units) {

    /** The hash of the transaction that moved it. */
    public String transaction() {
        var from = id.indexOf('/') + 1;
        return id.substring(from, id.indexOf('/', from));
    }
}
