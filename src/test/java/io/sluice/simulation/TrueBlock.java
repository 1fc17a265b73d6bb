package io.sluice.simulation;

import io.sluice.chain.Transfer.Block;
import io.sluice.chain.Transfer.Grade;
import io.sluice.chain.family.Movement;
import io.sluice.chain.family.ReadBlock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block, whether it is part of the chain or not.
 *
 * @param sent what is included
 * @param holds everything that moved up to it, by id
 * @param taken every place of a transaction up to it, and the transaction in it
 */
record TrueBlock(
        ReadBlock read,
        @Nullable TrueBlock parent,
        List<Sent> sent,
        Map<String, Placed> holds,
        Map<String, String> taken) {

    /** Value that moved, and the block it moved in. */
    record Placed(Movement movement, Block block) {}

    static TrueBlock genesis(Block block) {
        var read = new ReadBlock(block, "0x", List.of(), List.of());
        return new TrueBlock(read, null, List.of(), Map.of(), Map.of());
    }

    /** A block on top of this one, with what can still be included there. */
    TrueBlock next(Block block, List<Sent> included) {
        var fresh = included.stream().filter(it -> !taken.containsKey(it.slot())).toList();
        var movements = fresh.stream().map(Sent::movement).filter(Objects::nonNull).toList();
        var read =
                new ReadBlock(
                                block,
                                block().hash(),
                                movements,
                                fresh.stream().map(Sent::mined).toList())
                        .believed(Grade.QUORUM, Set.of("a", "b"));
        return fresh.isEmpty()
                ? new TrueBlock(read, this, fresh, holds, taken)
                : new TrueBlock(read, this, fresh, holds(block, movements), taken(fresh));
    }

    Block block() {
        return read.block();
    }

    private Map<String, Placed> holds(Block block, List<Movement> movements) {
        var all = new LinkedHashMap<>(holds);
        movements.forEach(it -> all.put(it.id(), new Placed(it, block)));
        return all;
    }

    private Map<String, String> taken(List<Sent> fresh) {
        var all = new HashMap<>(taken);
        fresh.forEach(it -> all.put(it.slot(), it.mined().transaction()));
        return all;
    }
}
