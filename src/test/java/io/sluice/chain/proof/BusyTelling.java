package io.sluice.chain.proof;

import io.sluice.chain.proof.BusyBlocks.Sent;
import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Blocks in as many words as nodes use: much of what they tell, nobody here needs. */
final class BusyTelling {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String height;
    private final String hash;
    private final LogsBloom blooms = new LogsBloom();

    BusyTelling(String height, String hash) {
        this.height = height;
        this.hash = hash;
    }

    /** Without transactions but for their hashes. */
    String header(ObjectNode header, List<Sent> sent) {
        var told = whole(header);
        var all = told.putArray("transactions");
        sent.forEach(it -> all.add(it.transaction().hash()));
        return told.toString();
    }

    String transactions(ObjectNode header, List<Sent> sent) {
        var whole = whole(header);
        var all = whole.putArray("transactions");
        for (var place = 0; place < sent.size(); place++) {
            all.add(transaction(place, sent.get(place)));
        }
        return whole.toString();
    }

    String receipts(List<Sent> sent) {
        return IntStream.range(0, sent.size())
                .mapToObj(place -> receipt(place, sent.get(place)))
                .collect(JSON::createArrayNode, ArrayNode::add, ArrayNode::addAll)
                .toString();
    }

    private static ObjectNode whole(ObjectNode header) {
        var whole = header.deepCopy().put("size", "0x2f1c3");
        whole.putArray("uncles");
        return whole;
    }

    private ObjectNode transaction(int place, Sent sent) {
        ObjectNode told = JSON.valueToTree(sent.transaction());
        told.remove(
                told.propertyStream()
                        .filter(it -> it.getValue().isNull())
                        .map(Map.Entry::getKey)
                        .toList());
        told.remove("isSystemTx");
        return placed(place, told);
    }

    private ObjectNode receipt(int place, Sent sent) {
        var transaction = sent.transaction();
        var receipt =
                placed(place, JSON.createObjectNode())
                        .put("transactionHash", transaction.hash())
                        .put("type", transaction.type())
                        .put("status", "0x1")
                        .put("from", transaction.from())
                        .put("to", transaction.to())
                        .putNull("contractAddress")
                        .put("gasUsed", "0x15f90")
                        .put("effectiveGasPrice", "0x3b9aca00")
                        .put("cumulativeGasUsed", BusyBlocks.quantity(sent.gasUsed()))
                        .put("logsBloom", Numeric.toHexString(blooms.of(sent.logs())));
        var logs = receipt.putArray("logs");
        for (var i = 0; i < sent.logs().size(); i++) {
            logs.add(log(place, i, sent));
        }
        return receipt;
    }

    private ObjectNode log(int place, int index, Sent sent) {
        RpcLog log = sent.logs().get(index);
        ObjectNode told = JSON.valueToTree(log);
        return placed(place, told)
                .put("transactionHash", sent.transaction().hash())
                .put("blockTimestamp", "0x6553f100")
                .put("logIndex", BusyBlocks.quantity(place * (long) BusyBlocks.LOGS_EACH + index));
    }

    private ObjectNode placed(int place, ObjectNode told) {
        return told.put("blockHash", hash)
                .put("blockNumber", height)
                .put("transactionIndex", BusyBlocks.quantity(place));
    }
}
