package io.sluice.chain.network;

/** What is believed of how much of a token arrives. */
public enum Transfers {
    /** As much as its event says. */
    EXACT,
    /**
     * The smaller of that and of how much the balance grew in the block: for tokens that keep a
     * fee, or change balances by themselves.
     */
    MEASURED
}
