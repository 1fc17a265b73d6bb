package io.sluice.sandbox;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Lies about what transactions did, told of blocks that are named rightly. */
public final class ReceiptLies {

    private ReceiptLies() {}

    /** Every block is empty: no transactions, no receipts, no logs. */
    public static Lie emptyBlocks() {
        var none = lists(list -> list.arrayNode());
        return (question, result) -> {
            if (result instanceof ObjectNode block && block.has("transactions")) {
                block.putArray("transactions");
            }
            return none.answer(question, result);
        };
    }

    /** There are no receipts and no logs, as a pruned node may say. */
    public static Lie noReceipts() {
        return lists(list -> list.arrayNode());
    }

    /** What was mined is not known. */
    public static Lie nullReceipts() {
        return (question, result) ->
                Lies.isAbout(question, "eth_getBlockReceipts", "eth_getTransactionReceipt")
                        ? NullNode.getInstance()
                        : result;
    }

    /** The first receipt or log of a list is left out. */
    public static Lie firstMissing() {
        return lists(list -> {
            if (!list.isEmpty()) {
                list.remove(0);
            }
            return list;
        });
    }

    /** Receipts or logs come in the opposite order. */
    public static Lie reversed() {
        return lists(ReceiptLies::reverse);
    }

    /** Every log is told twice. */
    public static Lie duplicatedLogs() {
        return logs(logs -> logs.addAll(logs.deepCopy()));
    }

    /** The logs of every receipt come in the opposite order. */
    public static Lie reorderedLogs() {
        return logs(ReceiptLies::reverse);
    }

    /** Logs are numbered from one, not from where the block has come to. */
    public static Lie renumberedLogs() {
        return (question, result) -> {
            Lies.logs(question, result).forEach(log -> log.put("logIndex", "0x1"));
            return result;
        };
    }

    /** Every transaction sent ten thousand wei more than it did. */
    public static Lie inflatedValues() {
        return (_, result) -> {
            result.path("transactions")
                    .valueStream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .forEach(sent -> sent.put("value", sent.path("value").asString() + "0"));
            return result;
        };
    }

    /** The receipts of block {@code height} for every block, as of a fork in which they were. */
    public static Lie receiptsOf(long height) {
        return new Lie() {
            @Override
            public void rephrase(ObjectNode question) {
                if (Lies.isAbout(question, "eth_getBlockReceipts")
                        && question.path("params") instanceof ArrayNode params) {
                    params.set(0, StringNode.valueOf("0x" + Long.toHexString(height)));
                }
            }

            @Override
            public JsonNode answer(ObjectNode question, JsonNode result) {
                var asked = question.path("params").path(0).asString("");
                if (Lies.isAbout(question, "eth_getBlockReceipts")) {
                    Lies.receipts(question, result).forEach(it -> it.put("blockHash", asked));
                }
                return result;
            }
        };
    }

    private static Lie lists(UnaryOperator<ArrayNode> change) {
        return (question, result) ->
                Lies.isAbout(question, "eth_getBlockReceipts", "eth_getLogs")
                                && result instanceof ArrayNode list
                        ? change.apply(list)
                        : result;
    }

    private static Lie logs(UnaryOperator<ArrayNode> change) {
        return (question, result) -> {
            Lies.receipts(question, result)
                    .forEach(it -> it.set("logs", change.apply(it.withArray("logs"))));
            return result;
        };
    }

    private static ArrayNode reverse(ArrayNode list) {
        var reversed = list.arrayNode();
        for (var i = list.size() - 1; i >= 0; i--) {
            reversed.add(list.get(i));
        }
        return reversed;
    }
}
