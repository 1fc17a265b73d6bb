package io.sluice.platform.cluster;

import java.time.Instant;
import java.util.Optional;

/** Names new things: unique over all replicas, sorted by time. */
public interface Ids {

    /** When {@code id} was made, by the clock of who made it; empty when it is none of ours. */
    static Optional<Instant> madeAt(String id) {
        return TimeSortedIds.madeAt(id);
    }

    /** {@code prefix_} and a UUIDv7 in lower-case Crockford base32 (RFC 9562). */
    String next(String prefix);
}
