package io.sluice.chain.nodes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.chain.network.ChainProperties;
import io.sluice.chain.network.Network;
import io.sluice.money.ChainId;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Measures the nodes of the chains this replica watches; of others it measures nothing. */
@Component
final class NodeMeters implements SmartInitializingSingleton {

    private final ChainProperties properties;
    private final HeadBoard board;
    private final MeterRegistry meters;

    NodeMeters(ChainProperties properties, HeadBoard board, MeterRegistry meters) {
        this.properties = properties;
        this.board = board;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        properties.chains().forEach(this::measure);
    }

    private void measure(Network network) {
        var chain = network.id();
        var tags = Tags.of("chain", chain.value());
        gauge("sluice.chain.head", tags, _ -> head(chain));
        for (var node : network.nodes()) {
            measure(chain, node.name(), tags.and("node", node.name(), "operator", node.operator()));
        }
    }

    private void measure(ChainId chain, String node, Tags tags) {
        gauge("sluice.chain.node.lag.blocks", tags, _ -> lag(chain, node));
        for (var state : NodeState.values()) {
            gauge(
                    "sluice.chain.node.state",
                    tags.and("state", state.word()),
                    _ -> isIn(state, chain, node));
        }
    }

    private void gauge(String name, Tags tags, ToDoubleFunction<NodeMeters> value) {
        Gauge.builder(name, this, value).tags(tags).register(meters);
    }

    private double head(ChainId chain) {
        return board.look(chain).map(it -> (double) it.head()).orElse(Double.NaN);
    }

    private double lag(ChainId chain, String node) {
        return look(chain, node)
                .filter(it -> it.head() != null)
                .map(it -> (double) it.lagBlocks())
                .orElse(Double.NaN);
    }

    private double isIn(NodeState state, ChainId chain, String node) {
        return look(chain, node).map(it -> it.state() == state ? 1.0 : 0.0).orElse(Double.NaN);
    }

    private Optional<NodeReport> look(ChainId chain, String node) {
        return board.look(chain).stream()
                .flatMap(it -> it.nodes().stream())
                .filter(it -> it.name().equals(node))
                .findFirst();
    }
}
