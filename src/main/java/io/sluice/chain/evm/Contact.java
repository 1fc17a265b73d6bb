package io.sluice.chain.evm;

/** How the last attempt to hear a node went. */
sealed interface Contact {

    /** It gave no usable answer. */
    record Silent(String because) implements Contact {}

    /** It answers for another chain. */
    record Foreign(String because) implements Contact {}

    /**
     * It answers for this chain.
     *
     * @param genesis hash of its block 0; empty where it serves none that old
     * @param client what it calls itself; empty where it does not tell
     */
    record Answering(String genesis, String client) implements Contact {}
}
