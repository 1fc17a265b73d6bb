package io.sluice.chain;

import io.sluice.money.AssetAmount;
import java.time.Instant;

/**
 * Value that reached a deposit address.
 *
 * @param id chain, transaction and ordinal: {@code eip155:1/0xabc…/log:0}; the same in any block.
 *     Of what nobody tells the block in place of the transaction, and {@code balance:…}
 * @param address the deposit address, EIP-55
 * @param sender {@code unknown} of what nobody tells
 * @param block where it is included now, or was last when it is orphaned
 * @param firstIncludedAt block time of the earliest verified inclusion ever seen of it
 * @param revision the chain's count of changes; for one transfer the highest is the truth
 */
public record Transfer(
        String id,
        String address,
        String sender,
        AssetAmount amount,
        State state,
        Grade grade,
        Block block,
        Instant firstIncludedAt,
        long revision) {

    /**
     * Whether the block it was in is still part of the chain, and if not, what became of it. Safe
     * and final follow from height.
     */
    public enum State {
        INCLUDED,
        /** Its block went away; it may be included again. */
        ORPHANED,
        /** Another transaction of the same sender and nonce took its place. */
        REPLACED,
        /** Its transaction is in a block again, and did not move it there. */
        REVERTED
    }

    /** How sure we are that it happened as told. */
    public enum Grade {
        /** Verified against a block hash that a quorum agreed on. */
        CRYPTO,
        /** Enough operators said the same. */
        QUORUM,
        /** One node's word: may be shown, never counted. */
        SINGLE
    }

    /** A block by height and hash. */
    public record Block(long height, String hash, Instant time) {}
}
