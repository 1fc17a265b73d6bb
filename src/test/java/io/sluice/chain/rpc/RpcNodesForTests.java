package io.sluice.chain.rpc;

import io.sluice.chain.network.Network;
import io.sluice.platform.tls.Authorities;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Nodes whose other end is a function, or that are really asked. */
public final class RpcNodesForTests {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private RpcNodesForTests() {}

    /** Those of a network, as the gateway opens them; they are gone with the test. */
    public static List<RpcNode> of(Network network) {
        return RpcNodes.of(network, Authorities.system(), _ -> {});
    }

    public static RpcNode node(String name, String operator, ExchangeFunction exchange) {
        return node("http://127.0.0.1:1", name, operator, exchange);
    }

    static RpcNode node(String url, String name, String operator, ExchangeFunction exchange) {
        return node(url, name, operator, System::nanoTime, exchange);
    }

    static RpcNode node(
            String url,
            String name,
            String operator,
            LongSupplier nanos,
            ExchangeFunction exchange) {
        var http = WebClient.builder().baseUrl(url).exchangeFunction(exchange).build();
        var configured = new Network.Node(name, operator, URI.create(url), Map.of(), null);
        return new RpcNode(
                new Endpoint(
                        name,
                        operator,
                        new RpcWire(name, http),
                        new RpcReader(name, Secrets.of(configured), RpcNodes.JSON),
                        PATIENCE,
                        nanos),
                Manner.USUAL);
    }
}
