package io.sluice.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Lies about how far a chain is, and which it is. */
public final class HeadLies {

    private HeadLies() {}

    /** The head jumps to and fro, as behind a balancer whose nodes are apart. */
    public static Lie flapping(int blocks) {
        var asked = new AtomicLong();
        return (question, result) ->
                Lies.headAhead(asked.incrementAndGet() % (2L * blocks + 1) - blocks)
                        .answer(question, result);
    }

    /** The newest block is final. */
    public static Lie everythingFinal() {
        return tags("latest");
    }

    /** Nothing after {@code height} is safe or final. */
    public static Lie nothingFinalAfter(long height) {
        return tags("0x" + Long.toHexString(height));
    }

    /** It is a node of another chain. */
    public static Lie otherChain() {
        return (question, result) ->
                Lies.isAbout(question, "eth_chainId", "net_version")
                        ? question.stringNode("0x1")
                        : result;
    }

    private static Lie tags(String instead) {
        return new Lie() {
            @Override
            public void rephrase(ObjectNode question) {
                if (Lies.isAbout(question, "eth_getBlockByNumber")
                        && question.path("params") instanceof ArrayNode params
                        && params.path(0).asString("").matches("safe|finalized")) {
                    params.set(0, StringNode.valueOf(instead));
                }
            }

            @Override
            public JsonNode answer(ObjectNode question, JsonNode result) {
                return result;
            }
        };
    }
}
