package io.sluice.chain.evm;

import io.sluice.chain.family.Served;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest blocks that enough operators named at one time. */
record Agreements(SortedMap<Long, String> hashes) {

    static final Agreements NONE = new Agreements(Collections.emptySortedMap());

    private static final int KEPT = 64;

    /** The same with one more; what was agreed on above it went away. */
    Agreements with(Served.Tip tip) {
        if (tip.hash().equals(hashes.get(tip.height()))) {
            return this;
        }
        var more = new TreeMap<>(hashes.headMap(tip.height()));
        more.put(tip.height(), tip.hash());
        if (more.size() > KEPT) {
            var _ = more.pollFirstEntry();
        }
        return new Agreements(Collections.unmodifiableSortedMap(more));
    }

    /** Whether another block than this was agreed on at its height. */
    boolean contradict(Mark mark) {
        return mark.isNamed()
                && at(mark.height()).filter(hash -> !hash.equals(mark.hash())).isPresent();
    }

    Optional<String> at(long height) {
        return Optional.ofNullable(hashes.get(height));
    }
}
