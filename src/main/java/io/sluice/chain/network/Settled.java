package io.sluice.chain.network;

import io.sluice.chain.Finality.Tag;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a block is final. Where a chain serves a tag, one that stalls means to wait: depth never
 * stands in for it.
 *
 * @param depth blocks that must have been read, the final one included
 * @param tag finalized, or none where the chain serves none and depth alone must do
 */
public record Settled(@Min(1) @DefaultValue("1") int depth, @DefaultValue("finalized") Tag tag) {

    @AssertTrue(message = "settled goes by the tag finalized or none: what is safe can go away")
    boolean isOfATagThatStays() {
        return tag != Tag.SAFE;
    }

    /**
     * The newest height that is final; -1 when none is.
     *
     * @param read newest height that was read and verified
     * @param tagged newest height that the chain calls final, -1 when it calls none so
     */
    public long reached(long read, long tagged) {
        var deep = Math.max(-1, read - depth + 1);
        return switch (tag) {
            case NONE -> deep;
            case SAFE, FINALIZED -> Math.min(deep, tagged);
        };
    }
}
