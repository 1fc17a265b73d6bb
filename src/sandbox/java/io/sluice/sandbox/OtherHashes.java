package io.sluice.sandbox;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Gives every block another hash, and knows its own story well enough to be asked by it. */
final class OtherHashes implements Lie {

    private static final int HASH_LENGTH = 66;

    @Override
    public void rephrase(ObjectNode question) {
        var byBlock = Lies.isAbout(question, "eth_getBlockByHash", "eth_getBlockReceipts");
        if (byBlock && question.path("params") instanceof ArrayNode params) {
            params.set(0, StringNode.valueOf(other(params.path(0).asString(""))));
        }
        if (question.path("params").path(0) instanceof ObjectNode filter) {
            change(filter, "blockHash");
        }
    }

    @Override
    public JsonNode answer(ObjectNode question, JsonNode result) {
        if (Lies.isAbout(question, "eth_getBlockByHash", "eth_getBlockByNumber")
                && result instanceof ObjectNode block) {
            List.of("hash", "parentHash").forEach(name -> change(block, name));
            inner(block.path("transactions")).forEach(each -> change(each, "blockHash"));
        }
        Stream.concat(Lies.receipts(question, result), Lies.logs(question, result))
                .forEach(each -> change(each, "blockHash"));
        return result;
    }

    private static Stream<ObjectNode> inner(JsonNode array) {
        return array.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    private static void change(ObjectNode object, String name) {
        var hash = object.path(name).asString("");
        if (hash.length() == HASH_LENGTH) {
            object.put(name, other(hash));
        }
    }

    /** Its own inverse; what is not a hash stays. */
    private static String other(String hash) {
        if (hash.length() != HASH_LENGTH) {
            return hash;
        }
        var last = Character.digit(hash.charAt(HASH_LENGTH - 1), 16);
        return hash.substring(0, HASH_LENGTH - 1) + Character.forDigit(last ^ 1, 16);
    }
}
