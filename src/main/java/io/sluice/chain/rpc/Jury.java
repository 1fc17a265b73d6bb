package io.sluice.chain.rpc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quarantines nodes of one chain, for as long as enough operators are heard without them: what
 * would silence a chain may as well be a peculiarity of one client, and is for a person to judge.
 */
final class Jury {

    private static final Logger log = LoggerFactory.getLogger(Jury.class);

    private final List<RpcNode> nodes;
    private final int needed;
    private final Set<RpcNode> spared = new HashSet<>();

    Jury(List<RpcNode> nodes, int needed) {
        this.nodes = nodes;
        this.needed = needed;
    }

    /** True when it is quarantined for that, and was not before. */
    synchronized boolean convict(RpcNode node, String why) {
        if (isEnoughWithout(node)) {
            return node.health().quarantine(why);
        }
        if (node.health().isHeard() && spared.add(node)) {
            log.error(
                    "A node was caught lying and is asked all the same, for too few others are"
                            + " node={} because={}",
                    node.name(),
                    why);
        }
        return false;
    }

    private boolean isEnoughWithout(RpcNode node) {
        return nodes.stream()
                        .filter(it -> it.endpoint() != node.endpoint() && it.health().isHeard())
                        .map(RpcNode::operator)
                        .distinct()
                        .count()
                >= needed;
    }
}
