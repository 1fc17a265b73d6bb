package io.sluice.chain.evm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A block that a node names, as its newest or under a tag.
 *
 * @param height -1 where it names none
 * @param hash empty where it names none
 * @param time that the block tells; null where it tells none
 */
record Mark(long height, String hash, @Nullable Instant time) {

    static final Mark NONE = new Mark(-1, "", null);

    static Mark of(RpcHeader header) {
        var time = header.timestamp();
        return new Mark(
                Hex.small(header.number()),
                Hex.hash(header.hash()),
                time == null ? null : Instant.ofEpochSecond(Hex.small(time)));
    }

    boolean isNamed() {
        return !hash.isEmpty();
    }

    /** The same, or none when it is above {@code limit}. */
    Mark upTo(Mark limit) {
        return height <= limit.height ? this : NONE;
    }
}
