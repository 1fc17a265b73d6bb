package io.sluice.chain.evm;

import io.sluice.chain.evm.Checked.Doubt;
import io.sluice.chain.family.ReadBlock;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What was heard of one block, of those that make a quorum and of the others. */
final class Opinions {

    private final Queue<Checked> heard = new ConcurrentLinkedQueue<>();

    void hear(Checked checked) {
        heard.add(checked);
    }

    /** Whether somebody told just this, and the block's hash bears it out. */
    boolean proves(ReadBlock block) {
        return heard.stream().anyMatch(it -> it.doubt().isEmpty() && it.block().equals(block));
    }

    /** Whether nobody's word was proven, so that it may be the chain's way. */
    boolean areAllDoubts() {
        return heard.stream().allMatch(it -> it.doubt().isPresent());
    }

    /**
     * What speaks least against the block, when nobody's word was proven: where one names something
     * that nobody can check, the others' checks say nothing of the chain.
     */
    Doubt mildest() {
        return heard.stream()
                .flatMap(it -> it.doubt().stream())
                .max(Comparator.comparing(Doubt::kind).thenComparing(Doubt::check))
                .orElseThrow();
    }
}
