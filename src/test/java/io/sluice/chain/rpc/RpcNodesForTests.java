package io.sluice.chain.rpc;

import io.sluice.chain.network.Network;
import java.net.URI;
import java.util.Map;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/** Nodes whose other end is a function. */
public final class RpcNodesForTests {

    private RpcNodesForTests() {}

    public static RpcNode node(String name, String operator, ExchangeFunction exchange) {
        return node("http://127.0.0.1:1", name, operator, exchange);
    }

    private static Network.Node configured(String url, String name, String operator) {
        return new Network.Node(name, operator, URI.create(url), Map.of(), null);
    }

    static RpcNode node(String url, String name, String operator, ExchangeFunction exchange) {
        var http = WebClient.builder().baseUrl(url).exchangeFunction(exchange).build();
        return new RpcNode(
                name,
                operator,
                new RpcWire(name, http),
                new RpcReader(name, Secrets.of(configured(url, name, operator)), RpcNodes.JSON));
    }
}
