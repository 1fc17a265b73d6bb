package io.sluice.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How deep the value of a payment is, on its way to confirmed, and why it still waits. It moves
 * with every block, so it is computed when asked and no part of the versioned view.
 *
 * @param confirmations of the youngest transfer that is needed, its own block included
 * @param required confirmations that the frozen policy asks for, at least 1
 * @param waitsFor what is missing now; a chain's own word comes last
 * @param blocksLeft about how many blocks that takes; null when nobody can tell
 * @param estimatedAt when that will be, at the pace of the newest blocks; null when nobody can tell
 */
public record Progress(
        long confirmations,
        long required,
        Wait waitsFor,
        @Nullable Long blocksLeft,
        @Nullable Instant estimatedAt) {

    /** What a payment that is processing can wait for. */
    public enum Wait {
        /** More blocks on top. */
        BLOCKS,
        /** The chain to call the block safe. */
        SAFE,
        /** The chain to call the block final. */
        FINALIZED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
