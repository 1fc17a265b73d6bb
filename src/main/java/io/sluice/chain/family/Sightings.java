package io.sluice.chain.family;

import java.util.Map;
import java.util.Set;

/**
 * Which operators have a transaction, and which said that they do not; others said nothing.
 *
 * @param mined at which height those have it that say it is in a block
 */
public record Sightings(Set<String> having, Set<String> lacking, Map<String, Long> mined) {

    /** Nobody says that it is in a block. */
    public Sightings(Set<String> having, Set<String> lacking) {
        this(having, lacking, Map.of());
    }

    /** How many operators say that it is in a block at or below {@code height}. */
    public long minedUpTo(long height) {
        return mined.values().stream().filter(at -> at <= height).count();
    }
}
