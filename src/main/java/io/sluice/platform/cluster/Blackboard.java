package io.sluice.platform.cluster;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Small values that replicas leave for each other: fast, and gone at any time. Never the truth.
 * Everything here fails fast while Redis is away.
 */
public interface Blackboard {

    /** The value under {@code key}; empty when there is none any more. */
    Mono<byte[]> read(String key);

    /** Leaves a value for as long as {@code lifetime}. */
    Mono<Void> write(String key, byte[] value, Duration lifetime);

    /** Whether nobody holds {@code key}; from now on the caller does, for {@code lifetime}. */
    Mono<Boolean> claim(String key, Duration lifetime);
}
