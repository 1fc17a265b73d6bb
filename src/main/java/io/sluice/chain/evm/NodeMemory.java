package io.sluice.chain.evm;

import io.sluice.chain.nodes.Verdict;

/**
 * What is remembered of a node from one word to its next.
 *
 * @param verdict how it was judged last
 * @param highestFinal the highest block it has called final
 * @param contradictions how many times in a row it named another block than enough others
 */
record NodeMemory(Verdict verdict, long highestFinal, int contradictions) {

    static final NodeMemory NEW = new NodeMemory(Verdict.NEW, -1, 0);

    /** The same after it was heard again. */
    NodeMemory after(Standing word, boolean contradicts) {
        return new NodeMemory(
                verdict,
                Math.max(highestFinal, word.finalized().height()),
                contradicts ? contradictions + 1 : 0);
    }

    NodeMemory judged(Verdict now) {
        return new NodeMemory(now, highestFinal, contradictions);
    }
}
