package io.sluice.chain.rpc;

import io.sluice.money.ChainId;

/** Hears of each node that is quarantined for a lie, at that moment and once. */
public interface ForgeryListener {

    /** Must return at once. */
    void forged(ChainId chain, Forgery forgery);
}
