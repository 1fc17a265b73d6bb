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

    /** The year 2200: no chain is there, and what is computed with times stays small. */
    static final long LATEST_SECOND = 7_258_118_400L;

    static Mark of(RpcHeader header) {
        return new Mark(
                Hex.small(header.number()), Hex.hash(header.hash()), time(header.timestamp()));
    }

    /** A time that cannot be is none. */
    private static @Nullable Instant time(@Nullable String timestamp) {
        if (timestamp == null) {
            return null;
        }
        var second = Hex.small(timestamp);
        return second > LATEST_SECOND ? null : Instant.ofEpochSecond(second);
    }

    boolean isNamed() {
        return !hash.isEmpty();
    }

    /** The same, or none when it is above {@code limit}. */
    Mark upTo(Mark limit) {
        return height <= limit.height ? this : NONE;
    }
}
