package io.sluice.chain.rpc;

import io.sluice.chain.network.Network;
import io.sluice.money.ChainId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The nodes of each chain, with what this replica has learnt of them: one set for all who ask. */
@Component
public final class RpcChains {

    private final Map<ChainId, Fanout> fanouts = new ConcurrentHashMap<>();

    /** Who answers for {@code network}. */
    public Fanout of(Network network) {
        return fanouts.computeIfAbsent(network.id(), _ -> open(network));
    }

    private static Fanout open(Network network) {
        return new Fanout(RpcNodes.of(network), network.quorum(), network.patience());
    }
}
