package io.sluice.chain.proof;

import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chain of blocks as large as those of main net, 200 transactions and 400 logs each, in which
 * everything that can be verified is right.
 */
public final class BusyBlocks {

    public static final int TRANSACTIONS = 200;
    public static final int LOGS_EACH = 2;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ZERO = "0x" + "0".repeat(64);
    private static final long GENESIS = 1_700_000_000L;
    private static final long SECONDS = 12;

    private final Random random = new Random(7);
    private final BusyTransactions transactions;
    private final LogsBloom blooms = new LogsBloom();

    /**
     * Blocks that pay a few of many.
     *
     * @param token whose transfers are listed
     * @param watched who is paid: one in tokens and one in coins by each block, in turn
     */
    public BusyBlocks(String token, List<String> watched) {
        transactions = new BusyTransactions(token, watched, random);
    }

    /** One block in the words of a node; hash and contents fit. */
    public record Block(long height, String hash, String header, String whole, String receipts) {}

    /** The blocks from height 0 to {@code last}. */
    public List<Block> to(int last) {
        var blocks = new ArrayList<Block>();
        for (var height = 0; height <= last; height++) {
            blocks.add(block(height, height == 0 ? ZERO : blocks.getLast().hash()));
        }
        return blocks;
    }

    private Block block(int height, String parent) {
        var sent =
                IntStream.range(0, TRANSACTIONS)
                        .mapToObj(place -> transactions.at(height, place))
                        .toList();
        var header = header(height, parent, sent);
        var hash = Numeric.toHexString(HeaderHash.of(Told.block(header)));
        header.put("hash", hash);
        var telling = new BusyTelling(quantity(height), hash);
        return new Block(
                height,
                hash,
                telling.header(header, sent),
                telling.transactions(header, sent),
                telling.receipts(sent));
    }

    /** A transaction and what became of it. */
    record Sent(RpcTransaction transaction, long gasUsed, List<RpcLog> logs) {

        byte[] encoded() {
            return TransactionEncoding.signed(transaction);
        }
    }

    private ObjectNode header(int height, String parent, List<Sent> sent) {
        var logs = sent.stream().map(Sent::logs).flatMap(List::stream).toList();
        return JSON.createObjectNode()
                .put("number", quantity(height))
                .put("parentHash", parent)
                .put("sha3Uncles", Numeric.toHexString(Hash.sha3(Rlp.EMPTY_LIST)))
                .put("miner", transactions.address())
                .put("stateRoot", transactions.word())
                .put("transactionsRoot", root(sent.stream().map(Sent::encoded).toList()))
                .put("receiptsRoot", root(sent.stream().map(this::encodedReceipt).toList()))
                .put("logsBloom", Numeric.toHexString(blooms.of(logs)))
                .put("difficulty", "0x0")
                .put("gasLimit", "0x2255100")
                .put("gasUsed", quantity(sent.getLast().gasUsed()))
                .put("timestamp", quantity(GENESIS + SECONDS * height))
                .put("extraData", "0x")
                .put("mixHash", transactions.word())
                .put("nonce", "0x0000000000000000")
                .put("baseFeePerGas", "0x3b9aca00")
                .put("withdrawalsRoot", transactions.word())
                .put("blobGasUsed", "0x0")
                .put("excessBlobGas", "0x0")
                .put("parentBeaconBlockRoot", transactions.word());
    }

    private byte[] encodedReceipt(Sent sent) {
        var type = TransactionEncoding.type(sent.transaction());
        return ReceiptEncoding.of(type, told(sent), sent.logs(), blooms.of(sent.logs()));
    }

    private static RpcReceipt told(Sent sent) {
        return new RpcReceipt(
                sent.transaction().hash(),
                null,
                "0x1",
                null,
                quantity(sent.gasUsed()),
                sent.logs(),
                null,
                null);
    }

    private static String root(List<byte[]> items) {
        return Numeric.toHexString(OrderedTrie.root(items));
    }

    static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }
}
