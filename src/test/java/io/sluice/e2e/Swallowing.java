package io.sluice.e2e;

import io.sluice.sandbox.Lie;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Says of every transaction that it took it, and passes none on. */
final class Swallowing implements Lie {

    private static final String SEND = "eth_sendRawTransaction";

    @Override
    public void rephrase(ObjectNode question) {
        if (isSend(question)) {
            question.put("method", "net_version").putArray("params");
        }
    }

    @Override
    public JsonNode answer(ObjectNode question, JsonNode result) {
        return isSend(question)
                ? StringNode.valueOf(Hash.sha3(question.at("/params/0").asString()))
                : result;
    }

    private static boolean isSend(ObjectNode question) {
        return question.path("method").asString("").equals(SEND);
    }
}
