package io.sluice.simulation;

import io.sluice.chain.Finality;
import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Network.Level;
import io.sluice.chain.network.OwnLevels;
import io.sluice.chain.network.Settled;
import java.util.List;

/**
 * When a chain is sure, and when its payments are.
 *
 * @param depth blocks above one that never goes away again
 * @param confirmed what payments need to be called confirmed
 * @param settled what they need besides to be called settled
 * @param datesBlocksBack whether only a block proves that time passed
 */
record ChainFinality(int depth, Finality confirmed, Settled settled, boolean datesBlocksBack) {

    /** By the chain's tags, or by depth alone where it has none. */
    static ChainFinality of(Dice dice) {
        var depth = dice.between(3, 9);
        var tagged = dice.chance(750);
        return new ChainFinality(
                depth,
                new Finality(
                        "normal", dice.between(1, 4), dice.one(List.of(Finality.Tag.values()))),
                tagged
                        ? new Settled(dice.between(1, 3), Tag.FINALIZED)
                        : new Settled(depth + 1, Tag.NONE),
                dice.chance(300));
    }

    boolean isTagged() {
        return settled.tag() != Tag.NONE;
    }

    OwnLevels levels() {
        var level = new Level(confirmed.depth(), confirmed.tag());
        return new OwnLevels(level, level, level, settled);
    }
}
