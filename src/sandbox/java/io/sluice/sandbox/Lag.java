package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.hex;
import static io.sluice.sandbox.AnvilChain.quantity;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Knows no block above {@code head}. Tags other than latest are left alone. */
record Lag(BigInteger head) implements Lie {

    @Override
    public void rephrase(ObjectNode question) {
        if (Lies.isAbout(question, "eth_getBlockByNumber", "eth_getBlockReceipts")
                && question.path("params") instanceof ArrayNode params
                && params.path(0).asString("").equals("latest")) {
            params.set(0, StringNode.valueOf(hex(head)));
        }
    }

    @Override
    public JsonNode answer(ObjectNode question, JsonNode result) {
        if (Lies.isAbout(question, "eth_blockNumber")) {
            return StringNode.valueOf(hex(head));
        }
        return isUnknown(result) ? NullNode.getInstance() : withoutUnknown(result);
    }

    private JsonNode withoutUnknown(JsonNode result) {
        if (result instanceof ArrayNode entries) {
            entries.removeIf(this::isUnknown);
        }
        return result;
    }

    /** Blocks tell their height in {@code number}; receipts, logs and transactions elsewhere. */
    private boolean isUnknown(JsonNode entry) {
        var height = entry.has("number") ? entry.path("number") : entry.path("blockNumber");
        return height.isString() && quantity(height).compareTo(head) > 0;
    }
}
