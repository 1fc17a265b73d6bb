package io.sluice.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway is told about the chains of a sandbox. */
final class NetworkProperties {

    private static final List<String> OPERATORS = List.of("alpha", "beta", "gamma");

    private final Map<String, String> all = new LinkedHashMap<>();

    private NetworkProperties() {}

    static Map<String, String> of(List<SandboxChain> chains) {
        var properties = new NetworkProperties();
        properties.tiers();
        properties.chain("sluice.chain.chains[0].", "Sandbox", chains.getFirst());
        properties.finality("sluice.chain.chains[0].finality.", 3, 4);
        properties.chain("sluice.chain.chains[1].", "Sandbox Two", chains.getLast());
        properties.finality("sluice.chain.chains[1].finality.", 2, 3);
        return properties.all;
    }

    private void tiers() {
        all.put("sluice.chain.tiers.currency", "EUR");
        all.put("sluice.chain.tiers.small-below", "100");
        all.put("sluice.chain.tiers.normal-below", "10000");
    }

    private void chain(String at, String name, SandboxChain chain) {
        all.put(at + "id", chain.caip2());
        all.put(at + "name", name);
        all.put(at + "poll", "200ms");
        all.put(at + "idle-margin", "2s");
        all.put(at + "trust-single-node", "false");
        for (var i = 0; i < chain.nodes().size(); i++) {
            all.put(at + "nodes[" + i + "].name", chain.nodes().get(i).name());
            all.put(at + "nodes[" + i + "].operator", OPERATORS.get(i));
            all.put(at + "nodes[" + i + "].url", chain.nodes().get(i).url().toString());
        }
        // One of them hints at new heads; the others are only asked in turn.
        all.put(at + "nodes[0].ws", chain.nodes().getFirst().webSocket().toString());
        asset(at + "assets[0].", chain.token().assetId(), "USDC", 6, "1000");
        // A millionth of an ether.
        asset(at + "assets[1].", chain.coin(), "ETH", 18, "1000000000000");
    }

    private void asset(String at, String id, String symbol, int decimals, String dust) {
        all.put(at + "id", id);
        all.put(at + "symbol", symbol);
        all.put(at + "decimals", Integer.toString(decimals));
        all.put(at + "dust", dust);
    }

    private void finality(String at, int small, int normal) {
        all.put(at + "small.depth", Integer.toString(small));
        all.put(at + "normal.depth", Integer.toString(normal));
        all.put(at + "large.depth", "1");
        all.put(at + "large.tag", "finalized");
    }
}
