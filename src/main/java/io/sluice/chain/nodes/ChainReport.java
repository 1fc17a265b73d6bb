package io.sluice.chain.nodes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica that watches a chain hears of it right now.
 *
 * @param head height that enough operators have reached; -1 while unknown
 * @param safe height that enough operators call safe; -1 while unknown
 * @param finalized height that enough operators call final; -1 while unknown
 * @param headTime that a block at {@code head} or close to it tells, as enough operators say
 * @param blockMillis between two blocks; null while unknown
 */
public record ChainReport(
        long head,
        long safe,
        long finalized,
        @Nullable Instant headTime,
        @Nullable Long blockMillis,
        TagFinding safeTag,
        TagFinding finalizedTag,
        List<NodeReport> nodes) {

    /** The same for comparing: that a node was asked again is no news. */
    ChainReport asHeardAtNoTime() {
        return new ChainReport(
                head,
                safe,
                finalized,
                headTime,
                blockMillis,
                safeTag,
                finalizedTag,
                nodes.stream().map(NodeReport::asHeardAtNoTime).toList());
    }
}
