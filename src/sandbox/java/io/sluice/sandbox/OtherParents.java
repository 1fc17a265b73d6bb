package io.sluice.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Gives every block another parent, and the name that such a block would have: its header can be
 * checked against its hash, and nothing is wrong with it but that it is on no chain.
 *
 * @see <a href="https://github.com/ethereum/execution-specs">Header fields, in order</a>
 */
final class OtherParents implements Lie {

    private static final List<String> BYTES =
            List.of("sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot");
    private static final List<String> NUMBERS =
            List.of("difficulty", "number", "gasLimit", "gasUsed", "timestamp");
    private static final List<String> SINCE_FORKS =
            List.of(
                    "baseFeePerGas",
                    "withdrawalsRoot",
                    "blobGasUsed",
                    "excessBlobGas",
                    "parentBeaconBlockRoot",
                    "requestsHash");
    private static final int HASH_LENGTH = 66;

    private final Map<String, String> trueHashes = new ConcurrentHashMap<>();

    @Override
    public void rephrase(ObjectNode question) {
        if (question.path("params") instanceof ArrayNode params && params.path(0).isString()) {
            var asked = params.path(0).asString();
            params.set(0, StringNode.valueOf(trueHashes.getOrDefault(asked, asked)));
        }
    }

    @Override
    public JsonNode answer(ObjectNode question, JsonNode result) {
        if (result instanceof ObjectNode block && block.has("parentHash")) {
            rename(block);
        }
        var asked = question.path("params").path(0).asString("");
        if (trueHashes.containsKey(asked)) {
            Lies.receipts(question, result).forEach(it -> it.put("blockHash", asked));
        }
        return result;
    }

    private void rename(ObjectNode block) {
        var known = block.path("hash").asString();
        if (!hash(block).equals(known)) {
            throw new IllegalStateException("a header with fields that are not known: " + block);
        }
        var parent = block.path("parentHash").asString();
        block.put("parentHash", Hash.sha3(parent));
        var hash = hash(block);
        block.put("hash", hash);
        trueHashes.put(hash, known);
        block.path("transactions")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .forEach(it -> it.put("blockHash", hash));
    }

    private static String hash(ObjectNode block) {
        var fields = new ArrayList<RlpType>();
        Stream.of(List.of("parentHash"), BYTES, List.of("logsBloom"), NUMBERS)
                .flatMap(List::stream)
                .forEach(it -> fields.add(field(block, it)));
        Stream.of("extraData", "mixHash", "nonce").forEach(it -> fields.add(field(block, it)));
        SINCE_FORKS.stream().filter(block::has).forEach(it -> fields.add(field(block, it)));
        return Numeric.toHexString(Hash.sha3(RlpEncoder.encode(new RlpList(fields))));
    }

    /** Numbers are without leading zeros, and everything else is as long as it is. */
    private static RlpString field(ObjectNode block, String name) {
        var text = block.path(name).asString();
        var isNumber =
                text.length() < HASH_LENGTH
                        && (NUMBERS.contains(name) || SINCE_FORKS.contains(name));
        return isNumber
                ? RlpString.create(Numeric.decodeQuantity(text))
                : RlpString.create(Numeric.hexStringToByteArray(text));
    }
}
