package io.sluice.sandbox;

import static io.sluice.sandbox.Control.required;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The words of the control endpoint for what happens on a chain. */
record ChainOrders(List<SandboxChain> chains) {

    Object mine(JsonNode order) {
        var chain = chain(order);
        chain.anvil().mine(order.path("blocks").asInt(1));
        return head(chain);
    }

    Object reorg(JsonNode order) {
        var chain = chain(order);
        chain.anvil().reorg(order.path("depth").asInt(1));
        return head(chain);
    }

    Object time(JsonNode order) {
        var chain = chain(order);
        chain.anvil().advance(Duration.ofSeconds(order.path("seconds").asLong(60)));
        return head(chain);
    }

    Object pay(JsonNode order) {
        var chain = chain(order);
        var to = required(order, "to");
        var units = new BigInteger(required(order, "units"));
        return sent(
                order.path("asset").asString("USDC").equals("ETH")
                        ? chain.payer().sendEther(to, units)
                        : chain.payer().sendToken(chain.token(), to, units));
    }

    Object resend(JsonNode order) {
        return sent(chain(order).payer().sendRaw(required(order, "raw")));
    }

    /** The payer pays themselves instead, unless told otherwise. */
    Object replace(JsonNode order) {
        var payer = chain(order).payer();
        var to = order.path("to").asString(payer.address());
        return sent(payer.replace(required(order, "raw"), to));
    }

    /** A node has a name of its own on whatever chain: that one may be left out. */
    Object node(String name, JsonNode order) {
        var among = named(order).map(List::of).orElse(chains);
        return among.stream()
                .flatMap(chain -> chain.nodes().stream())
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(node -> Faults.of(node, order))
                .orElseThrow(() -> new IllegalArgumentException("no node " + name));
    }

    private SandboxChain chain(JsonNode order) {
        return named(order).orElse(chains.getFirst());
    }

    private Optional<SandboxChain> named(JsonNode order) {
        return order.has("chain")
                ? Optional.of(require(order.path("chain").asString("")))
                : Optional.empty();
    }

    private SandboxChain require(String id) {
        return chains.stream()
                .filter(chain -> Long.toString(chain.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no chain " + id));
    }

    private static Object head(SandboxChain chain) {
        return Map.of("height", chain.anvil().height());
    }

    private static Object sent(PayerWallet.Sent sent) {
        return Map.of("hash", sent.hash(), "raw", sent.raw());
    }
}
