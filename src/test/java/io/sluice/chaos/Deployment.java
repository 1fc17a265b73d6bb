package io.sluice.chaos;

import io.sluice.chain.network.Network;
import io.sluice.sandbox.NodeProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Configures the honest chain behind faulty nodes, as an operator of a gateway would. */
final class Deployment {

    private Deployment() {}

    /** A network with these nodes, which belong to {@code operators} in this order. */
    static Network of(Stage stage, List<NodeProxy> nodes, List<String> operators) {
        var said = new HashMap<String, String>();
        said.put("id", "eip155:" + stage.chain().id());
        said.put("name", "Chaos");
        said.put("poll", "50ms");
        said.put("patience", "3s");
        said.put("idle-margin", "2s");
        said.put("max-reply", "1MB");
        for (var i = 0; i < nodes.size(); i++) {
            said.put("nodes[%d].name".formatted(i), nodes.get(i).name());
            said.put("nodes[%d].operator".formatted(i), operators.get(i));
            said.put("nodes[%d].url".formatted(i), nodes.get(i).url().toString());
            said.put("nodes[%d].ws".formatted(i), nodes.get(i).webSocket().toString());
        }
        var listed = List.copyOf(stage.listed().entrySet());
        for (var i = 0; i < listed.size(); i++) {
            var contract = listed.get(i).getKey();
            asset(said, i, "erc20:" + contract, "T" + i, listed.get(i).getValue());
            if (stage.measured().contains(contract)) {
                said.put("assets[%d].transfers".formatted(i), "measured");
            }
        }
        asset(said, listed.size(), "slip44:60", "ETH", 18);
        var prefixed = new MapConfigurationPropertySource();
        said.forEach((name, value) -> prefixed.put("network." + name, value));
        return new Binder(prefixed).bind("network", Network.class).get();
    }

    private static void asset(
            Map<String, String> said, int at, String type, String symbol, int decimals) {
        said.put("assets[%d].id".formatted(at), said.get("id") + "/" + type);
        said.put("assets[%d].symbol".formatted(at), symbol);
        said.put("assets[%d].decimals".formatted(at), Integer.toString(decimals));
    }
}
