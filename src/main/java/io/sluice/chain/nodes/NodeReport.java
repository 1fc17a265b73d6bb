package io.sluice.chain.nodes;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one node is doing, and how far it says the chain is.
 *
 * @param reason why it is in this state; empty where the state says it all
 * @param lagBlocks how far it is behind what enough operators have reached
 * @param lagSeconds the same by the times that blocks tell; null where they tell none
 * @param oldest a height from which on it has the blocks; null while unknown
 * @param client what it calls itself; empty where it does not tell
 * @param lacking what it said of late that it cannot do: methods, and blocks by tags
 * @param disagrees whether it names another block than enough others right now
 * @param heardAt when it was asked last
 */
public record NodeReport(
        String name,
        String operator,
        NodeState state,
        String reason,
        @Nullable NamedBlock head,
        @Nullable NamedBlock safe,
        @Nullable NamedBlock finalized,
        long lagBlocks,
        @Nullable Long lagSeconds,
        @Nullable Long oldest,
        String client,
        List<String> lacking,
        boolean disagrees,
        Instant heardAt) {

    public NodeReport {
        // A replica of the version before does not tell.
        lacking = Objects.requireNonNullElse(lacking, List.of());
    }

    NodeReport asHeardAtNoTime() {
        return new NodeReport(
                name,
                operator,
                state,
                reason,
                head,
                safe,
                finalized,
                lagBlocks,
                lagSeconds,
                oldest,
                client,
                lacking,
                disagrees,
                Instant.EPOCH);
    }
}
