package io.sluice.chain;

import io.sluice.money.AssetAmount;
import java.time.Instant;

/**
 * Value on its way to a deposit address, as single nodes tell it: shown, and never counted.
 *
 * @param id what the transfer will be called once it is in a block
 * @param noticedAt when a node first had it
 */
public record PendingTransfer(
        String id, String sender, AssetAmount amount, State state, Instant noticedAt) {

    /** What became of it, beside being included as a transfer. */
    public enum State {
        DETECTED,
        /** Another transaction of the same sender and nonce took its place. */
        REPLACED,
        /** No node has it any more. */
        DROPPED,
        /** Its transaction is in a block, and moved nothing. */
        REVERTED
    }
}
