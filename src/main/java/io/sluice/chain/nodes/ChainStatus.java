package io.sluice.chain.nodes;

import io.sluice.chain.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chain as it leaves through the API.
 *
 * @param chain CAIP-2
 * @param watched whether its watcher reported within the last seconds; if not, all below is as it
 *     was then, and nothing of it is read right now
 * @param lagSeconds how much earlier the verified block is than the head, by the times they tell
 * @param disagreeing nodes that name another block than enough others right now
 */
record ChainStatus(
        String chain,
        String name,
        boolean watched,
        @Nullable Instant reportedAt,
        @Nullable Long head,
        @Nullable Long safe,
        @Nullable Long finalized,
        @Nullable Verified verified,
        @Nullable Long lagBlocks,
        @Nullable Long lagSeconds,
        @Nullable Long blockTimeMs,
        Tags tags,
        List<NodeView> nodes,
        List<String> disagreeing) {

    /** A watcher reports every second, or every five when there is no news. */
    private static final Duration STALE = Duration.ofSeconds(15);

    /**
     * The newest block that was read and verified.
     *
     * @param finalized the newest height that counts as final here; it never goes back
     */
    record Verified(long height, String hash, Instant time, @Nullable Long finalized) {}

    /** What came of trying the finality tags. */
    record Tags(TagFinding safe, TagFinding finalized) {}

    /**
     * A node, by name; its address is nobody's business.
     *
     * @param reason why it is in this state, where there is more to say
     * @param oldest a height from which on it has the blocks
     * @param lacking what it said of late that it cannot do: methods, and blocks by tags
     */
    record NodeView(
            String name,
            String operator,
            NodeState state,
            @Nullable String reason,
            @Nullable NamedBlock head,
            @Nullable NamedBlock safe,
            @Nullable NamedBlock finalized,
            long lagBlocks,
            @Nullable Long lagSeconds,
            @Nullable Long oldest,
            @Nullable String client,
            List<String> lacking) {}

    static ChainStatus of(Network network, Reported reported) {
        var report = reported.report();
        var verified = verified(reported);
        return new ChainStatus(
                network.id().value(),
                network.name(),
                report != null && reported.age().compareTo(STALE) < 0,
                reported.reportedAt(),
                report == null ? null : known(report.head()),
                report == null ? null : known(report.safe()),
                report == null ? null : known(report.finalized()),
                verified,
                lagBlocks(report, verified),
                lagSeconds(report, verified),
                report == null ? null : report.blockMillis(),
                report == null
                        ? new Tags(TagFinding.UNTRIED, TagFinding.UNTRIED)
                        : new Tags(report.safeTag(), report.finalizedTag()),
                report == null ? List.of() : nodes(network, report),
                report == null ? List.of() : disagreeing(report));
    }

    private static @Nullable Verified verified(Reported reported) {
        var block = reported.verified();
        return block == null || block.time() == null
                ? null
                : new Verified(
                        block.height(), block.hash(), block.time(), known(reported.finalized()));
    }

    private static @Nullable Long lagBlocks(
            @Nullable ChainReport report, @Nullable Verified verified) {
        return report == null || verified == null || report.head() < 0
                ? null
                : Math.max(0, report.head() - verified.height());
    }

    private static @Nullable Long lagSeconds(
            @Nullable ChainReport report, @Nullable Verified verified) {
        return report == null || verified == null || report.headTime() == null
                ? null
                : Math.max(0, Duration.between(verified.time(), report.headTime()).toSeconds());
    }

    /** In the order of the configuration, without those that are configured no more. */
    private static List<NodeView> nodes(Network network, ChainReport report) {
        return network.nodes().stream()
                .map(node -> named(report, node.name()))
                .flatMap(Optional::stream)
                .map(ChainStatus::view)
                .toList();
    }

    private static Optional<NodeReport> named(ChainReport report, String name) {
        return report.nodes().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static NodeView view(NodeReport node) {
        return new NodeView(
                node.name(),
                node.operator(),
                node.state(),
                node.reason().isEmpty() ? null : node.reason(),
                node.head(),
                node.safe(),
                node.finalized(),
                node.lagBlocks(),
                node.lagSeconds(),
                node.oldest(),
                node.client().isEmpty() ? null : node.client(),
                node.lacking());
    }

    private static List<String> disagreeing(ChainReport report) {
        return report.nodes().stream().filter(NodeReport::disagrees).map(NodeReport::name).toList();
    }

    private static @Nullable Long known(long height) {
        return height < 0 ? null : height;
    }
}
