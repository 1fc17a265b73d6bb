package io.sluice.chain.evm;

import io.sluice.chain.Finality.Tag;
import io.sluice.chain.network.Levels;
import io.sluice.chain.network.Network;
import io.sluice.chain.nodes.Verdict;
import io.sluice.money.ChainId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when a node changes its state, and when a tag that is relied on is of no use. */
final class NodeNews {

    private static final Logger log = LoggerFactory.getLogger(NodeNews.class);

    private final ChainId chain;
    private final Set<Tag> relied;

    NodeNews(Network network) {
        this.chain = network.id();
        this.relied = reliedOn(network.levels());
    }

    /** Says what is another than before: the word of one node may change what others are. */
    void tell(Picture before, Picture after) {
        after.said().byNode().keySet().stream()
                .filter(it -> before.verdict(it).state() != after.verdict(it).state())
                .forEach(it -> tell(it, after.verdict(it)));
        for (var tag : relied) {
            var finding = after.trials().finding(tag);
            if (finding.isUseless() && finding != before.trials().finding(tag)) {
                log.warn(
                        "A finality tag that levels rely on is of no use"
                                + " chain={} tag={} because={}",
                        chain,
                        tag,
                        finding);
            }
        }
    }

    private void tell(String node, Verdict verdict) {
        switch (verdict.state()) {
            case ALIVE, VERIFYING, LAGGING, THROTTLED ->
                    log.info("A node is {} chain={} node={}", verdict.state(), chain, node);
            case CONNECTING, DEGRADED, QUARANTINED, MISCONFIGURED ->
                    log.warn(
                            "A node is {} chain={} node={} because={}",
                            verdict.state(),
                            chain,
                            node,
                            verdict.reason());
        }
    }

    private static Set<Tag> reliedOn(Levels levels) {
        return Stream.of(
                        levels.small().tag(),
                        levels.normal().tag(),
                        levels.large().tag(),
                        levels.settled().tag())
                .filter(tag -> tag != Tag.NONE)
                .collect(Collectors.toUnmodifiableSet());
    }
}
