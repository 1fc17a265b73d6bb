package io.sluice.chain.broadcast;

import io.sluice.chain.family.Courier;
import io.sluice.chain.family.Families;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.money.ChainId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The way to each configured chain. */
@Component
final class Couriers {

    private final ChainProperties properties;
    private final Families families;
    private final Map<ChainId, Courier> couriers = new ConcurrentHashMap<>();

    Couriers(ChainProperties properties, Families families) {
        this.properties = properties;
        this.families = families;
    }

    Courier of(ChainId chain) {
        return couriers.computeIfAbsent(
                chain, it -> families.require(it.family()).courier(network(it)));
    }

    Network network(ChainId chain) {
        return properties.require(chain);
    }

    /** Every configured chain. */
    List<ChainId> chains() {
        return properties.chains().stream().map(Network::id).toList();
    }
}
