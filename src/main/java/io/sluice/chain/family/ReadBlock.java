package io.sluice.chain.family;

import io.sluice.chain.Transfer;
import io.sluice.chain.Transfer.Grade;
import java.util.List;
import java.util.Set;

/**
 * A block, and how sure we are of everything in it.
 *
 * @param movements everything it moved in listed assets
 * @param mined its transactions, in order; without those that no account signed
 * @param grade {@code CRYPTO} when all of it was verified against the block's hash
 * @param operators who told it
 */
public record ReadBlock(
        Transfer.Block block,
        String parentHash,
        List<Movement> movements,
        List<Mined> mined,
        Grade grade,
        Set<String> operators) {

    /** What one node tells, before anybody else was heard or anything was verified. */
    public ReadBlock(
            Transfer.Block block, String parentHash, List<Movement> movements, List<Mined> mined) {
        this(block, parentHash, movements, mined, Grade.SINGLE, Set.of());
    }

    /** The same with other movements. */
    public ReadBlock moving(List<Movement> others) {
        return new ReadBlock(block, parentHash, others, mined, grade, operators);
    }

    /** The same, and why it is believed. */
    public ReadBlock believed(Grade grade, Set<String> operators) {
        return new ReadBlock(block, parentHash, movements, mined, grade, operators);
    }

    /** The same with less in it. */
    public ReadBlock only(List<Movement> movements, List<Mined> mined) {
        return new ReadBlock(block, parentHash, movements, mined, grade, operators);
    }

    /** The same with no transactions but those that take one of {@code slots}. */
    public ReadBlock onlyTaking(Set<Mined.Slot> slots) {
        return only(movements, mined.stream().filter(it -> slots.contains(it.slot())).toList());
    }
}
