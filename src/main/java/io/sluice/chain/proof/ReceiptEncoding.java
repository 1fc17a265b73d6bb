package io.sluice.chain.proof;

import static io.sluice.chain.proof.HexBytes.number;
import static io.sluice.chain.proof.HexBytes.raw;

import io.sluice.chain.proof.RpcReceipt.RpcLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as the block's root covers it. Its type is the transaction's, and its bloom is made
 * here: what a node says of these is not needed.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-2718">EIP-2718</a>
 * @see <a href="https://specs.optimism.io/protocol/deposits.html">OP stack: deposit receipts</a>
 */
final class ReceiptEncoding {

    private ReceiptEncoding() {}

    /**
     * The encoded receipt of a transaction.
     *
     * @param bloom of its logs
     */
    static byte[] of(int type, RpcReceipt receipt, List<RpcLog> logs, byte[] bloom) {
        var fields = new ArrayList<byte[]>(6);
        fields.add(Rlp.string(outcome(receipt)));
        fields.add(Rlp.string(number(receipt.cumulativeGasUsed())));
        fields.add(Rlp.string(bloom));
        fields.add(Rlp.list(logs.stream().map(ReceiptEncoding::log).toList()));
        // From Canyon on; before it the nonce was known, and by mistake not covered by the root.
        if (type == TransactionEncoding.DEPOSIT && receipt.depositReceiptVersion() != null) {
            fields.add(Rlp.string(number(receipt.depositNonce())));
            fields.add(Rlp.string(number(receipt.depositReceiptVersion())));
        }
        return Rlp.list(type, fields);
    }

    /** The state after it, before Byzantium; whether it succeeded, since then (EIP-658). */
    private static byte[] outcome(RpcReceipt receipt) {
        return receipt.status() == null ? raw(receipt.root()) : number(receipt.status());
    }

    private static byte[] log(RpcLog log) {
        return Rlp.list(
                Rlp.string(raw(log.address())),
                Rlp.list(topics(log).stream().map(it -> Rlp.string(raw(it))).toList()),
                Rlp.string(raw(log.data())));
    }

    static List<String> topics(@Nullable RpcLog log) {
        if (log == null || log.topics() == null) {
            throw new IllegalArgumentException("a log is not whole");
        }
        return log.topics();
    }
}
