package io.sluice.sandbox;

import java.math.BigInteger;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds a payment that never was to every block: its transaction, receipt and log. */
record ForgedTransfer(String token, String payee, BigInteger units) implements Lie {

    private static final String PAYER = "0x00000000000000000000000000000000badbad00";

    @Override
    public JsonNode answer(ObjectNode question, JsonNode result) {
        var subject = question.path("params").path(0);
        if (Lies.isAbout(question, "eth_getLogs") && result instanceof ArrayNode logs) {
            logs.add(log(question.objectNode(), subject.path("blockHash").asString("0x0")));
        } else if (Lies.isAbout(question, "eth_getBlockReceipts")
                && result instanceof ArrayNode receipts) {
            receipts.add(receipt(question, subject.asString("0x0")));
        } else if (result instanceof ObjectNode block
                && Lies.isAbout(question, "eth_getBlockByHash", "eth_getBlockByNumber")
                && question.path("params").path(1).asBoolean(false)) {
            block.withArray("transactions").add(transaction(question, block));
        }
        return result;
    }

    private ObjectNode transaction(ObjectNode nodes, ObjectNode block) {
        var hash = block.path("hash").asString("0x0");
        var transaction = in(nodes.objectNode(), hash);
        transaction.set("blockNumber", block.path("number"));
        return transaction
                .put("hash", transactionHash(hash))
                .put("from", PAYER)
                .put("to", token)
                .put("nonce", "0x0")
                .put("value", "0x0")
                .put("input", TestToken.transfer(payee, units));
    }

    private ObjectNode receipt(ObjectNode nodes, String block) {
        var receipt =
                in(nodes.objectNode(), block)
                        .put("transactionHash", transactionHash(block))
                        .put("from", PAYER)
                        .put("to", token)
                        .put("status", "0x1");
        receipt.putArray("logs").add(log(nodes.objectNode(), block));
        return receipt;
    }

    private ObjectNode log(ObjectNode log, String block) {
        in(log, block)
                .put("transactionHash", transactionHash(block))
                .put("address", token)
                .put("data", Numeric.toHexStringWithPrefixZeroPadded(units, 64))
                .put("logIndex", "0xff")
                .put("removed", false);
        log.putArray("topics").add(Lies.TRANSFER).add(word(PAYER)).add(word(payee));
        return log;
    }

    private static ObjectNode in(ObjectNode node, String block) {
        return node.put("blockHash", block).put("transactionIndex", "0xff");
    }

    private static String transactionHash(String block) {
        return Hash.sha3(block.length() % 2 == 0 ? block : "0x00");
    }

    private static String word(String address) {
        return Numeric.toHexStringWithPrefixZeroPadded(Numeric.toBigInt(address), 64);
    }
}
