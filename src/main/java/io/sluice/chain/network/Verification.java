package io.sluice.chain.network;

import io.sluice.money.ChainId;

/** What makes us believe a block whose hash was agreed on. */
public enum Verification {
    /** Its hash: the roots in its header cover transactions, receipts and logs. */
    ROOTS,
    /** As many operators as for the hash, who tell the same: on chains of other rules. */
    DIGEST;

    /** On the chains we know; elsewhere {@link #ROOTS}. */
    static Verification usualOn(ChainId chain) {
        return switch (chain.value()) {
            // Arbitrum One and Nova, Polygon PoS, HyperEVM: nodes list what the roots leave out.
            case "eip155:42161", "eip155:42170", "eip155:137", "eip155:999" -> DIGEST;
            default -> ROOTS;
        };
    }
}
