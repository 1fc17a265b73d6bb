package io.sluice.chain;

import io.sluice.money.AssetAmount;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payer's transaction on its way into a chain.
 *
 * @param amount what it pays
 * @param hinted its payer sent it elsewhere, and told us of it
 * @param reason why nodes refuse it; null unless they do
 * @param replacedBy the transaction that used its nonce; null unless that is known
 */
public record Broadcast(
        String hash,
        String sender,
        BigInteger nonce,
        AssetAmount amount,
        boolean hinted,
        State state,
        @Nullable String reason,
        @Nullable String replacedBy,
        Instant createdAt) {

    /** How far it has come. */
    public enum State {
        /** Kept here; no node is known to have it. */
        STORED,
        /** At least one node has it. */
        SENT,
        /** Nodes of two operators have it. */
        ACCEPTED,
        /** In a block that was read. */
        MINED,
        /** Another one of its sender and nonce is in a block. */
        REPLACED,
        /** No node has it any more, and none will. */
        DROPPED,
        /** No node takes it. */
        REFUSED
    }
}
