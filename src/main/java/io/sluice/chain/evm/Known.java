package io.sluice.chain.evm;

import io.sluice.chain.nodes.Verdict;
import io.sluice.chain.rpc.NodeHealth.Reading;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one node when it is judged.
 *
 * @param standing its last word
 * @param reading what asking it for other things has taught
 * @param before how it was judged last
 * @param genesis what enough operators call the first block; null while they do not agree
 * @param head what enough operators have reached; -1 while unknown
 * @param ceiling no head above it is believed
 * @param patience how many blocks it may be behind
 * @param highestFinal the highest block it has ever called final
 * @param contradictions how many times in a row it named another block than enough others
 */
record Known(
        Standing standing,
        Reading reading,
        Verdict before,
        @Nullable String genesis,
        long head,
        long ceiling,
        long patience,
        long highestFinal,
        int contradictions) {

    /** How many blocks it is behind; 0 while nobody knows. */
    long lag() {
        return standing.namesABlock() ? Math.max(0, head - standing.head().height()) : 0;
    }
}
