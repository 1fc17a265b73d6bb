package io.sluice.platform.cluster;

/** Names new things: unique over all replicas, sorted by time. */
public interface Ids {

    /** {@code prefix_} and a UUIDv7 in lower-case Crockford base32 (RFC 9562). */
    String next(String prefix);
}
