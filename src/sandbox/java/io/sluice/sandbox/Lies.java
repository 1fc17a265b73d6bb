package io.sluice.sandbox;

import static io.sluice.sandbox.AnvilChain.hex;
import static io.sluice.sandbox.AnvilChain.quantity;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lies that nodes have told, each as small as it gets. */
public final class Lies {

    static final String TRANSFER =
            "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private Lies() {}

    /** Every token transfer moved ten times what it did. */
    public static Lie inflatedTransfers() {
        return (question, result) -> {
            logs(question, result).forEach(Lies::inflate);
            return result;
        };
    }

    /** Every transaction failed, and so moved nothing. */
    public static Lie failedReceipts() {
        return aboutReceipts(receipt -> receipt.put("status", "0x0").putArray("logs"));
    }

    /** No transaction has failed. */
    public static Lie nothingFailed() {
        return aboutReceipts(receipt -> receipt.put("status", "0x1"));
    }

    /** There were transactions, but they logged nothing. */
    public static Lie noLogs() {
        var silent = aboutReceipts(receipt -> receipt.putArray("logs"));
        return (question, result) ->
                isAbout(question, "eth_getLogs")
                        ? question.arrayNode()
                        : silent.answer(question, result);
    }

    /** In every block somebody paid {@code units} of {@code token} to {@code payee}. */
    public static Lie forgedTransfer(String token, String payee, BigInteger units) {
        return new ForgedTransfer(token, payee, units);
    }

    /** Every block has another hash than it has, and so has its parent. */
    public static Lie otherHashes() {
        return new OtherHashes();
    }

    /** Every block has another parent than it has, and the hash that goes with it. */
    public static Lie otherParents() {
        return new OtherParents();
    }

    /** The head is {@code blocks} past the true one; before it when there are less than none. */
    public static Lie headAhead(long blocks) {
        return (question, result) ->
                switch (question.path("method").asString("")) {
                    case "eth_blockNumber" -> question.stringNode(later(result, blocks));
                    case "eth_getBlockByNumber" -> laterLatest(question, result, blocks);
                    default -> result;
                };
    }

    static boolean isAbout(ObjectNode question, String... methods) {
        return List.of(methods).contains(question.path("method").asString(""));
    }

    /** The receipts in a result, if there are any. */
    static Stream<ObjectNode> receipts(ObjectNode question, JsonNode result) {
        if (isAbout(question, "eth_getTransactionReceipt")) {
            return objects(Stream.of(result));
        }
        return isAbout(question, "eth_getBlockReceipts")
                ? objects(result.valueStream())
                : Stream.empty();
    }

    /** The logs in a result, if there are any. */
    static Stream<ObjectNode> logs(ObjectNode question, JsonNode result) {
        return isAbout(question, "eth_getLogs")
                ? objects(result.valueStream())
                : receipts(question, result)
                        .flatMap(receipt -> objects(receipt.path("logs").valueStream()));
    }

    private static Stream<ObjectNode> objects(Stream<JsonNode> nodes) {
        return nodes.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    private static Lie aboutReceipts(Consumer<ObjectNode> change) {
        return (question, result) -> {
            receipts(question, result).forEach(change);
            return result;
        };
    }

    private static void inflate(ObjectNode log) {
        if (log.path("topics").path(0).asString("").equals(TRANSFER)) {
            var units = Numeric.toBigInt(log.path("data").asString());
            log.put(
                    "data",
                    Numeric.toHexStringWithPrefixZeroPadded(units.multiply(BigInteger.TEN), 64));
        }
    }

    private static JsonNode laterLatest(ObjectNode question, JsonNode result, long blocks) {
        var latest = question.path("params").path(0).asString("").equals("latest");
        if (latest && result instanceof ObjectNode block) {
            block.put("number", later(block.path("number"), blocks));
        }
        return result;
    }

    private static String later(JsonNode height, long blocks) {
        return hex(quantity(height).add(BigInteger.valueOf(blocks)).max(BigInteger.ZERO));
    }
}
